package dev.inlet.sender.tracking;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of every origin send to the Tracking API and read its answers, refusals too. No cookie
 * is involved, and a key for a browser can do nothing but write.
 */
@ServerFilter(value = "(?i)/v1/.*", patternStyle = FilterPatternStyle.REGEX)
@Order(Ordered.HIGHEST_PRECEDENCE) // what others refuse is read, too
final class CorsFilter {
  private static final String ANY = "*";

  /** What browsers keep at most, in seconds. */
  private static final String PREFLIGHT_LASTS = "7200";

  /** Authorization is not among the headers that "*" stands for. */
  private static final String USUAL_HEADERS = "Authorization, Content-Type";

  /**
   * Answers a preflight for any path, also one where nothing is: the call that follows it is
   * answered 404 then, which the page can read, and the refusal of a preflight it could not.
   */
  @RequestFilter
  @Nullable HttpResponse<?> preflight(HttpRequest<?> request) {
    if (request.getMethod() != HttpMethod.OPTIONS) {
      return null;
    }
    String asked = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    MutableHttpResponse<?> allowed =
        HttpResponse.noContent()
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked == null ? USUAL_HEADERS : asked)
            .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_LASTS);
    letRead(allowed);
    return allowed;
  }

  /** Lets the page read the answer. Micronaut does not call this for the preflight's own. */
  @ResponseFilter
  void letRead(MutableHttpResponse<?> response) {
    response
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
        .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
  }
}
