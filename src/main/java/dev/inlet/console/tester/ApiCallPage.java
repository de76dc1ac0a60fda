package dev.inlet.console.tester;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.tester.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the public port, put together by hand.
 *
 * @param path relative to the public port
 * @param headers one a line
 * @param exchange what was sent and what came back; null when nothing was sent
 * @param problem why nothing was sent; null when nothing is wrong
 */
public record ApiCallPage(
    String method,
    String path,
    String query,
    String headers,
    String body,
    @Nullable Exchange exchange,
    @Nullable String problem)
    implements Page {

  static final ApiCallPage EMPTY =
      new ApiCallPage(
          "POST",
          "/destination",
          "",
          "Authorization: Basic c2VnbWVudDo=\nContent-Type: application/json",
          "{\"type\":\"identify\",\"userId\":\"5678\",\"traits\":{\"email\":\"john.doe@example.com\"}}",
          null,
          null);

  @Override
  public String template() {
    return "api-call";
  }

  @Override
  public String title() {
    return "API call";
  }

  @Override
  public Section section() {
    return Section.TESTER;
  }

  public List<String> methods() {
    return List.of("POST", "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
  }

  ApiCallPage refused(String reason) {
    return new ApiCallPage(method, path, query, headers, body, null, reason);
  }

  ApiCallPage sent(Exchange done) {
    return new ApiCallPage(method, path, query, headers, body, done, null);
  }
}
