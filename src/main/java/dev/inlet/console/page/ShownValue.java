package dev.inlet.console.page;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value as a person reads it in a row: text without its quotes, a time as a time, and of
 * everything long only the beginning.
 *
 * @param brief what stands in the row, at most {@value #MOST} characters of it
 * @param whole all of it, laid out over lines; null when {@code brief} is all there is
 * @param time the moment it names; null when it names none
 * @param isText whether it was sent as text, and is no number, object or the like
 */
public record ShownValue(
    String brief, @Nullable String whole, @Nullable Instant time, boolean isText) {
  private static final int MOST = 160;

  /** Of a value as JSON text. */
  static ShownValue of(String json) {
    String text = Json.text(json);
    if (text != null) {
      return new ShownValue(cut(text), isLong(text) ? text : null, time(text), true);
    }
    boolean isFolded = (Json.isObject(json) || Json.isArray(json)) && json.length() > "[]".length();
    return new ShownValue(
        cut(JsonLayout.compact(json)), isFolded ? JsonLayout.pretty(json) : null, null, false);
  }

  /** Of an address: its parts in the order they were sent. */
  static ShownValue ofAddress(String json) {
    ShownValue shown = of(json);
    if (!Json.isObject(json)) {
      return shown;
    }
    String parts =
        Json.object(json).members().values().stream()
            .map(Shown::value)
            .filter(part -> !part.isBlank() && !part.equals("null"))
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? shown : new ShownValue(cut(parts), shown.whole(), null, true);
  }

  private static boolean isLong(String text) {
    return text.length() > MOST;
  }

  private static String cut(String text) {
    if (!isLong(text)) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
    return text.substring(0, end) + "…";
  }

  /** Only what says its zone: any other time is not the same everywhere. */
  private static @Nullable Instant time(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(Z|[+-][0-9]{2}:[0-9]{2})")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
