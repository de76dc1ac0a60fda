package dev.inlet.operate;

import dev.inlet.account.Sender;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.delivery.Mention;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Understands what administrators look for among deliveries. */
@Singleton
public final class DeliveryQueries {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  /** So many contacts may be meant by a name, and so many ids of each count. */
  private static final int CONTACTS = 10;

  private static final int IDS = 1_000;

  private final ContactStore contacts;

  DeliveryQueries(ContactStore contacts) {
    this.contacts = contacts;
  }

  /**
   * What is looked for, as it was written; null and empty text mean any.
   *
   * @param status an HTTP status, {@code accepted} or {@code refused}
   * @param type as it was sent: one that Inlet does not take finds what was refused for it
   * @param warnings whether only those with warnings
   * @param key the id of an API key
   * @param text part of what was sent, of the message's id or of what its sender was told
   * @param person an id, an e-mail address or part of a name
   * @param from a time, or a day in UTC
   * @param to a time, or a day in UTC, which is not looked at any more
   */
  public record Written(
      @Nullable String status,
      @Nullable String type,
      @Nullable String messageId,
      boolean warnings,
      @Nullable String sender,
      @Nullable String key,
      @Nullable String text,
      @Nullable String person,
      @Nullable String from,
      @Nullable String to) {}

  /** What to look for, and where to begin. */
  public record Query(Filter filter, Position begin) {}

  /** Understands it; an {@link OperationRefused} names what is wrong. May block. */
  public Query read(String account, Written written) {
    String status = orNull(written.status());
    Instant from = AskedTime.read("from", orNull(written.from()));
    Instant to = AskedTime.read("to", orNull(written.to()));
    AskedTime.check(from, to);
    var filter =
        new Filter(
            number(status),
            orNull(written.type()),
            orNull(written.messageId()),
            written.warnings(),
            sender(orNull(written.sender())),
            orNull(written.key()),
            from,
            to,
            new Mention(orNull(written.text()), people(account, orNull(written.person()))));
    return new Query(filter, begin(status));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** A place of 0 leaves out the accepted ones, or the refused ones. */
  private static Position begin(@Nullable String status) {
    if ("accepted".equals(status)) {
      return new Position(Long.MAX_VALUE, 0);
    }
    return "refused".equals(status) ? new Position(0, Long.MAX_VALUE) : Position.NEWEST;
  }

  private static @Nullable Integer number(@Nullable String status) {
    if (status == null || status.equals("accepted") || status.equals("refused")) {
      return null;
    }
    try {
      int number = Integer.parseInt(status);
      if (number >= LOWEST_STATUS && number <= HIGHEST_STATUS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong(
        "status must be accepted, refused or an HTTP status from 200 to 599");
  }

  private static @Nullable String sender(@Nullable String sender) {
    if (sender != null && Sender.named(sender).isEmpty()) {
      throw OperationRefused.wrong("sender must be destination, tracking, jitsu or segmentstream");
    }
    return sender;
  }

  /** All ids of whoever may be meant; the text itself, in any case. */
  private Set<String> people(String account, @Nullable String person) {
    if (person == null) {
      return Set.of();
    }
    Window some = Window.newest(CONTACTS);
    var ids = new HashSet<String>();
    ids.add(person);
    Stream.of(
            contacts.find(account, person).stream(),
            contacts.list(account, null, person, some).items().stream(),
            contacts.list(account, person, null, some).items().stream())
        .flatMap(found -> found)
        .flatMap(DeliveryQueries::ids)
        .forEach(ids::add);
    return ids;
  }

  private static Stream<String> ids(Contact contact) {
    return Stream.concat(
        Stream.of(contact.person().id()), contact.anonymousIds().stream().limit(IDS));
  }
}
