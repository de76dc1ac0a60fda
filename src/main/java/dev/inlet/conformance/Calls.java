package dev.inlet.conformance;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Scenario;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls about people who do not exist, each of its own. Safe for use by several threads. */
final class Calls {
  private final InstantSource clock;
  private final CallType usual;
  private final String people =
      "conformance-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private final AtomicInteger made = new AtomicInteger();

  /**
   * People whose ids begin with something new.
   *
   * @param supported the types that the destination is said to take; empty when nothing is said
   */
  Calls(Set<CallType> supported, InstantSource clock) {
    this.clock = clock;
    this.usual =
        supported.isEmpty() || supported.contains(CallType.IDENTIFY)
            ? CallType.IDENTIFY
            : supported.stream().sorted().findFirst().orElseThrow();
  }

  /** How all ids begin. */
  String people() {
    return people;
  }

  /** An id that nobody has. */
  String newPerson() {
    return people + "-" + made.incrementAndGet();
  }

  /** The same as a number. */
  static String number() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
  }

  /** A call of a type, about somebody new. */
  Draft sample(CallType type) {
    String person = newPerson();
    Draft draft =
        Draft.sample(type, person + "-message", clock.instant())
            .with("userId", Json.quote(person))
            .with("anonymousId", Json.quote(person + "-device"));
    return type == CallType.IDENTIFY
        ? draft.with("traits.email", Json.quote(person + "@conformance.example"))
        : draft;
  }

  /** An identify call about somebody new. */
  Draft identify() {
    return sample(CallType.IDENTIFY);
  }

  /** A call of a type that the destination is said to take. */
  Draft usual() {
    return sample(usual);
  }

  /** The same, every other letter of its type in upper case. */
  Draft usualOfOddType() {
    var text = new StringBuilder(usual.wireName());
    for (int i = 0; i < text.length(); i += 2) {
      text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
    }
    return usual().with("type", Json.quote(text.toString()));
  }

  /** With the reserved names in other casings. */
  Draft inOddCasing(Draft draft) {
    return Scenario.ODD_CASING.steps(draft, clock.instant()).getFirst().draft();
  }

  /** With what Segment adds, and with null and lists where an object is usual. */
  static Draft asSegmentAdds(Draft draft) {
    return draft
        .with("context", "null")
        .with("integrations", "[]")
        .with("_metadata", "{\"bundled\":[\"Segment.io\"],\"unbundled\":[]}")
        .with("channel", "\"client\"")
        .with("projectId", "\"4fZ2\"")
        .with("version", "2");
  }

  /** With a text among the traits or properties, or in the context. */
  static Draft marked(Draft draft, String text) {
    String place = draft.find("traits") == null ? "properties" : "traits";
    return draft.find(place) == null
        ? draft.with("context.mark", Json.quote(text))
        : draft.with(place + ".mark", Json.quote(text));
  }

  /** As a message of its own. */
  static Draft renamed(Draft draft, String suffix) {
    return draft.with("messageId", Json.quote(draft.text("messageId") + suffix));
  }

  /** With all clocks at this time. */
  static Draft at(Draft draft, Instant time) {
    String json = Json.quote(time.toString());
    return draft.with("timestamp", json).with("originalTimestamp", json).with("sentAt", json);
  }
}
