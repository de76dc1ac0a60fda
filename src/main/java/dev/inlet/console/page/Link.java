package dev.inlet.console.page;

import dev.inlet.operate.Cursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An address of the console. What senders have sent goes into its query only: as a segment of a
 * path a browser would bend an id such as "..".
 */
public record Link(String path, Map<String, String> query) {

  /** Begins with a path, which holds no values. */
  public static Link to(String path) {
    return new Link(path, Map.of());
  }

  /** The address with one value more in its query; the same when there is none. */
  public Link with(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    var more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new Link(path, more);
  }

  /** Where a list of this address goes on; null at its end. */
  public @Nullable String goingOnAt(@Nullable Long next) {
    return next == null ? null : with("cursor", Cursor.write(next)).toString();
  }

  @Override
  public String toString() {
    return path
        + query.entrySet().stream()
            .map(value -> value.getKey() + "=" + encode(value.getValue()))
            .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }

  /** As one value of a query, whatever is in it. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
