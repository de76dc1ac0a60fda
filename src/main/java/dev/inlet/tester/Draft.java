package dev.inlet.tester;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import dev.inlet.codec.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call before it is sent, with the settings that go with it. Both are text and may be wrong, for
 * that too is worth trying; changes need JSON, so ask {@link #problem} first.
 *
 * @param body the message
 * @param settings a JSON object; blank for none
 */
public record Draft(String body, String settings) {
  private static final List<String> CLOCKS =
      List.of("timestamp", "originalTimestamp", "sentAt", "receivedAt");

  /** With the three digits that Segment always writes. */
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** A realistic call of a type, with an id and clocks of its own. */
  public static Draft sample(CallType type, String messageId, Instant now) {
    String file = "/samples/" + type.wireName() + ".json";
    try (InputStream sample = Objects.requireNonNull(Draft.class.getResourceAsStream(file))) {
      String text = new String(sample.readAllBytes(), StandardCharsets.UTF_8);
      return new Draft(text, "").renewed(messageId, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the body cannot be changed; null when it is a JSON object. */
  public @Nullable String problem() {
    return switch (Json.object(body.getBytes(StandardCharsets.UTF_8), "Body")) {
      case Parsed.Ok<JsonObject> ok -> null;
      case Parsed.Bad<JsonObject> bad -> bad.problem();
    };
  }

  /** As a message of its own, sent now. */
  public Draft renewed(String messageId, Instant now) {
    return with("messageId", Json.quote(messageId)).at(now);
  }

  /** With all of Segment's clocks at this time. */
  Draft at(Instant time) {
    Draft draft = this;
    for (String clock : CLOCKS) {
      draft = draft.with(clock, Json.quote(MILLISECONDS.format(time)));
    }
    return draft;
  }

  /** With another value at a path such as {@code traits.plan}. */
  public Draft with(String path, String json) {
    return new Draft(JsonLayout.pretty(Edit.set(body, path, json)), settings);
  }

  /** With a value as somebody typed it: JSON as it is, every other text as a string. */
  public Draft withTyped(String path, String text) {
    return with(path, Edit.typed(text));
  }

  /** Without what is at a path. */
  public Draft without(String path) {
    return new Draft(JsonLayout.pretty(Edit.remove(body, path)), settings);
  }

  /** With other settings. */
  public Draft withSettings(String json) {
    return new Draft(body, json);
  }

  /** The JSON text at a path; null when there is none. */
  public @Nullable String find(String path) {
    return Edit.find(body, path);
  }

  /** The text at a path; empty when there is none. */
  public String text(String path) {
    String text = Json.text(find(path));
    return text == null ? "" : text;
  }

  /** The body as it goes over the wire: without space when it is JSON, else as it is. */
  String wireBody() {
    return problem() == null ? JsonLayout.compact(body.strip()) : body;
  }
}
