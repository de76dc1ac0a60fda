package dev.inlet.admin;

import dev.inlet.codec.Json;
import dev.inlet.codec.ReservedNames;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * All contacts of an account as a CSV file in UTF-8: a column for each reserved field, and one that
 * holds all traits as JSON. It is read and sent piece by piece, however many there are.
 */
@Singleton
public final class ContactsCsv {
  private static final List<String> FIELDS = ReservedNames.CONTACT.canonicals();

  private final ContactStore contacts;

  ContactsCsv(ContactStore contacts) {
    this.contacts = contacts;
  }

  /** The file's name, and that it is to be saved. */
  public static String disposition(String account) {
    return "attachment; filename=\"contacts-" + account + ".csv\"";
  }

  /** The file, as it is read. */
  public Publisher<byte[]> of(String account) {
    return Flux.<byte[], Long>generate(
            () -> 0L,
            (before, sink) -> {
              if (before == 0) {
                sink.next(bytes(header()));
                return Long.MAX_VALUE;
              }
              Listing<Contact> piece = piece(account, before);
              sink.next(bytes(rows(piece.items())));
              Long next = piece.next();
              if (next == null) {
                sink.complete();
                return before;
              }
              return next;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private Listing<Contact> piece(String account, long before) {
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
