package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of whom and when, whether or not it is a good call: enough to tell whom it
 * names.
 *
 * @param earliest the earliest of the clocks it carries that can be read; null when there is none
 */
public record RawMessage(
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId,
    @Nullable Instant earliest) {
  private static final String ANONYMOUS_ID = "anonymousId";

  /** Reads a message; null when it is no JSON object, or what it says cannot be read. */
  public static @Nullable RawMessage read(byte[] body) {
    return switch (Json.object(body, "Body")) {
      case Parsed.Ok<JsonObject> ok -> read(ok.value());
      case Parsed.Bad<JsonObject> bad -> null;
    };
  }

  private static @Nullable RawMessage read(JsonObject message) {
    try {
      var envelope = new Envelope(message);
      return new RawMessage(
          envelope.id("userId"),
          envelope.id(ANONYMOUS_ID),
          envelope.id("previousId"),
          Clocks.read(envelope).earliest());
    } catch (Envelope.Problem e) {
      return null;
    }
  }

  /**
   * Whether two messages say the same, whenever they were sent and received: an SDK that sends a
   * call again sets those two clocks again. False when they differ and one cannot be read.
   */
  public static boolean sayTheSame(byte[] one, byte[] other) {
    if (Arrays.equals(one, other)) {
      return true;
    }
    return Json.object(one, "Body") instanceof Parsed.Ok<JsonObject> first
        && Json.object(other, "Body") instanceof Parsed.Ok<JsonObject> second
        && said(first.value()).equals(said(second.value()));
  }

  private static Map<String, String> said(JsonObject message) {
    var members = new HashMap<>(message.members());
    members.keySet().removeIf(RawMessage::isOfTheWay);
    return members;
  }

  private static boolean isOfTheWay(String name) {
    String field = ReservedNames.ENVELOPE.canonical(name);
    return "sentAt".equals(field) || "receivedAt".equals(field);
  }

  /** A message without its anonymousId, in whatever spelling; the rest as it was sent. */
  public static byte[] withoutAnonymousId(byte[] body) {
    return switch (Json.object(body, "Body")) {
      case Parsed.Ok<JsonObject> ok -> withoutAnonymousId(ok.value());
      case Parsed.Bad<JsonObject> bad -> throw new IllegalArgumentException(bad.problem());
    };
  }

  private static byte[] withoutAnonymousId(JsonObject message) {
    var members = new LinkedHashMap<>(message.members());
    members.keySet().removeIf(name -> ANONYMOUS_ID.equals(ReservedNames.ENVELOPE.canonical(name)));
    return Json.write(members).getBytes(StandardCharsets.UTF_8);
  }
}
