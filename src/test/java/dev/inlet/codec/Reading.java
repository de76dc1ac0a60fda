package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.fail;

import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Short ways for tests to read JSON and calls, and to open what came of it. */
public final class Reading {
  /** When tests store calls that do not say otherwise. */
  public static final Instant STORED_AT = Instant.parse("2026-03-01T12:00:00Z");

  private Reading() {}

  /** The value that could be read. */
  public static <T> T value(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Ok<T> ok -> ok.value();
      case Parsed.Bad<T> bad -> fail("could not be read: " + bad.problem());
    };
  }

  /** Why it could not be read. */
  public static <T> String problem(Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Ok<T> ok -> fail("was read: " + ok.value());
      case Parsed.Bad<T> bad -> bad.problem();
    };
  }

  /** A JSON object from its text. */
  public static JsonObject object(String json) {
    return value(parsed(json));
  }

  /** What comes of a body. */
  public static Parsed<JsonObject> parsed(String json) {
    return Json.object(json.getBytes(StandardCharsets.UTF_8), "Body");
  }

  /** A call from its message. */
  public static <C extends Call> C call(Class<C> expected, String json) {
    for (CallType type : CallType.values()) {
      if (type.wireName().equalsIgnoreCase(expected.getSimpleName())) {
        return expected.cast(
            value(CallReader.read(type, object(json), Route.RELAYED, STORED_AT, c -> "none")));
      }
    }
    return fail("no such call: " + expected);
  }
}
