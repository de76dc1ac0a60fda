package dev.inlet.operate;

import dev.inlet.codec.Json;
import dev.inlet.codec.ReservedNames;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * All contacts of an account as a CSV file in UTF-8: a column for each reserved field, and one that
 * holds all traits as JSON. It is read and sent piece by piece, however many there are.
 */
@Singleton
public final class ContactsCsv {
  private static final Logger LOG = LoggerFactory.getLogger(ContactsCsv.class);
  private static final List<String> FIELDS = ReservedNames.CONTACT.canonicals();

  /** The last line of a file that is not whole. */
  private static final String BROKEN_OFF =
      Csv.row(
          List.of("THIS FILE IS NOT WHOLE: reading the contacts failed here. Export them again"));

  /** What is closed loses what it has not sent yet, and the last line should arrive. */
  private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(2);

  private final ContactStore contacts;

  ContactsCsv(ContactStore contacts) {
    this.contacts = contacts;
  }

  /** The file's name, and that it is to be saved. */
  public static String disposition(String account) {
    return "attachment; filename=\"contacts-" + account + ".csv\"";
  }

  /**
   * The file, as it is read. The beginning is read before this returns, so that a failure until
   * then is an answer of its own. When a later piece cannot be read, the last line says that the
   * file is not whole, and the publisher fails, which ends the connection in the middle.
   */
  public Publisher<byte[]> of(String account) {
    Listing<Contact> beginning = read(account, Long.MAX_VALUE);
    return Flux.defer(() -> new Export(account, beginning).publish())
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** That a file is not whole; the log has said why. */
  @SuppressWarnings("serial")
  private static final class BrokenOff extends RuntimeException {
    BrokenOff() {
      super("An export broke off", null, false, false);
    }
  }

  /** One file on its way. */
  private final class Export {
    private final String account;
    private final Listing<Contact> beginning;
    private @Nullable Long next;
    private boolean isBrokenOff;

    Export(String account, Listing<Contact> beginning) {
      this.account = account;
      this.beginning = beginning;
      this.next = beginning.next();
    }

    Flux<byte[]> publish() {
      return Flux.concat(
          Flux.just(bytes(header() + rows(beginning.items()))),
          Flux.generate(this::goOn),
          Flux.defer(this::end));
    }

    private void goOn(SynchronousSink<byte[]> sink) {
      if (next == null || isBrokenOff) {
        sink.complete();
        return;
      }
      try {
        Listing<Contact> piece = read(account, next);
        next = piece.next();
        sink.next(bytes(rows(piece.items())));
      } catch (RuntimeException e) {
        OutOfMemory.endIfIn(e);
        LOG.error("An export breaks off: {}", new Fault(e));
        isBrokenOff = true;
        sink.next(bytes(BROKEN_OFF));
      }
    }

    private Flux<byte[]> end() {
      return isBrokenOff
          ? Flux.<byte[]>error(new BrokenOff()).delaySubscription(FLUSHED_WITHIN)
          : Flux.empty();
    }
  }

  private Listing<Contact> read(String account, long before) {
    return contacts.list(account, null, null, new Window(before, Window.MAX_LIMIT));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header() {
    var names = new ArrayList<>(List.of("contact", "userId", "anonymousIds"));
    names.addAll(FIELDS);
    names.addAll(List.of("traits", "firstIdentifiedAt", "lastIdentifiedAt"));
    return Csv.row(names);
  }

  static String rows(List<Contact> contacts) {
    var rows = new StringBuilder();
    contacts.forEach(contact -> rows.append(Csv.row(cells(contact))));
    return rows.toString();
  }

  private static List<@Nullable String> cells(Contact contact) {
    var cells = new ArrayList<@Nullable String>();
    cells.add(contact.person().id());
    cells.add(contact.person().isUser() ? contact.person().id() : null);
    cells.add(String.join(" ", contact.anonymousIds()));
    Map<String, String> fields = contact.shownFields();
    FIELDS.forEach(field -> cells.add(plain(fields.get(field))));
    cells.add(Json.write(contact.shownTraits()));
    cells.add(String.valueOf(contact.firstIdentifiedAt()));
    cells.add(String.valueOf(contact.lastIdentifiedAt()));
    return cells;
  }

  private static @Nullable String plain(@Nullable String json) {
    String text = Json.text(json);
    return text == null ? json : text;
  }
}
