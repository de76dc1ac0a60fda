package dev.inlet.simulation;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.journal.JournalEntry;
import dev.inlet.simulation.machine.SimulatedContacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A call, and what it says, known without reading it.
 *
 * @param subject the groupId, the previousId, or the name of an event, page or screen
 * @param values traits or properties, as JSON text
 * @param mark what no other call has in its body, not even one that repeats its message
 */
record SentCall(
    String accountId,
    CallType type,
    String messageId,
    @Nullable String userId,
    @Nullable String anonymousId,
    String subject,
    Map<String, String> values,
    Instant time,
    String mark) {
  /** The name of screens that their handler throws at. */
  static final String THROWN_AT = "thrown at";

  /** The same message once more. */
  SentCall again(String otherMark) {
    return saying(values, otherMark);
  }

  /** The same message, which says something else. */
  SentCall saying(Map<String, String> others, String otherMark) {
    return new SentCall(
        accountId, type, messageId, userId, anonymousId, subject, others, time, otherMark);
  }

  /** Whether Inlet cannot process it. */
  boolean isOdd() {
    return subject.equals(THROWN_AT)
        || type == CallType.ALIAS && subject.equals(SimulatedContacts.UNSTORABLE);
  }

  /** Whom it is about. */
  Person person() {
    return userId != null ? Person.user(userId) : Person.anonymous(String.valueOf(anonymousId));
  }

  /** Its properties, as they are sent. */
  String properties() {
    var members = new StringJoiner(",", "{", "}").add("\"mark\":\"" + mark + '"');
    values.forEach((name, value) -> members.add('"' + name + "\":" + value));
    return members.toString();
  }

  /** It as it is sent. */
  String body() {
    var members = new StringJoiner(",", "{", "}");
    text(members, "type", type.wireName());
    text(members, "messageId", messageId);
    text(members, "userId", userId);
    text(members, "anonymousId", anonymousId);
    text(members, "timestamp", time.toString());
    switch (type) {
      case IDENTIFY -> {}
      case GROUP -> text(members, "groupId", subject);
      case TRACK -> text(members, "event", subject);
      case PAGE, SCREEN -> text(members, "name", subject);
      case ALIAS -> text(members, "previousId", subject);
      case DELETE -> throw new IllegalStateException("Nobody is erased");
    }
    String said = type == CallType.IDENTIFY || type == CallType.GROUP ? "traits" : "properties";
    members.add('"' + said + "\":" + properties());
    return members.toString();
  }

  private static void text(StringJoiner members, String name, @Nullable String value) {
    if (value != null) {
      members.add('"' + name + "\":\"" + value + '"');
    }
  }

  /** It as the journal keeps it. */
  JournalEntry entry(Instant storedAt) {
    return new JournalEntry(
        accountId,
        "key of " + accountId,
        Sender.DESTINATION,
        type,
        messageId,
        storedAt,
        null,
        body().getBytes(StandardCharsets.UTF_8),
        Set.of());
  }
}
