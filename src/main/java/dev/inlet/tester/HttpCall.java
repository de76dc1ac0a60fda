package dev.inlet.tester;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One HTTP request.
 *
 * @param headers by name, in their order
 * @param body empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, String body) {
  private static final String AUTHORIZATION = "Authorization";
  private static final String HIDDEN = "Basic ••••••";

  /**
   * A call as Segment posts it to a direct destination, with the headers that its document lists.
   */
  public static HttpCall ofSegment(URI endpoint, String key, Draft draft) {
    String body = draft.wireBody();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "identity");
    headers.put(AUTHORIZATION, authorization(key));
    headers.put("Cache-Control", "no-cache");
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Segment.io/1.0");
    if (!draft.settings().isBlank()) {
      headers.put("X-Segment-Settings", base64(draft.settings().strip()));
    }
    return new HttpCall("POST", endpoint, headers, body);
  }

  /** An API key as Segment sends it: as the user name, with an empty password. */
  public static String authorization(String key) {
    return "Basic " + base64(key + ":");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The request's first line and headers, the key hidden. */
  public String head() {
    String path =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    return "%s %s HTTP/1.1\nHost: %s\n%s"
        .formatted(
            method,
            path,
            uri.getRawAuthority(),
            headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + shown(header))
                .collect(Collectors.joining("\n")));
  }

  private static String shown(Map.Entry<String, String> header) {
    return header.getKey().equalsIgnoreCase(AUTHORIZATION) ? HIDDEN : header.getValue();
  }

  /** The same request for a shell, with {@code $INLET_AUTHORIZATION} in the place of the key. */
  public String curl() {
    return curl(false);
  }

  /** The same request for a shell, the key and all. */
  public String curlWithKey() {
    return curl(true);
  }

  private String curl(boolean withKey) {
    var command =
        new StringBuilder("curl -i -X ").append(method).append(' ').append(quoted(uri.toString()));
    headers.forEach(
        (name, value) -> {
          boolean isHidden = name.equalsIgnoreCase(AUTHORIZATION) && !withKey;
          command
              .append(" \\\n  -H ")
              .append(
                  isHidden
                      ? "\"" + name + ": $INLET_AUTHORIZATION\""
                      : quoted(name + ": " + value));
        });
    return body.isEmpty()
        ? command.toString()
        : command.append(" \\\n  --data-binary ").append(quoted(body)).toString();
  }

  /** As one word of a POSIX shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Never the key: records are printed into logs by accident. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
