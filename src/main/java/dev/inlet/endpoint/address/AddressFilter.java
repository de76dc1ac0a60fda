package dev.inlet.endpoint.address;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Refuses whoever calls the public port from an address that is not allowed, before a key is looked
 * at or a body is read. Such a request is no delivery: it belongs to no account, and is not noted.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(AddressFilter.BEHIND_WHAT_LETS_PAGES_READ)
@Requires(property = "inlet.allowed-addresses")
final class AddressFilter {
  /** Pages of other origins are to see the refusal. */
  static final int BEHIND_WHAT_LETS_PAGES_READ = Ordered.HIGHEST_PRECEDENCE + 1;

  static final String MESSAGE = "Calls are not taken from this address";

  private static final String TRACKING = "/v1/";

  private final AllowedAddresses allowed;
  private final TrustedProxies proxies;
  private final int publicPort;

  AddressFilter(
      AllowedAddresses allowed,
      TrustedProxies proxies,
      @Property(name = "micronaut.server.port") int publicPort) {
    this.allowed = allowed;
    this.proxies = proxies;
    this.publicPort = publicPort;
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (request.getServerAddress().getPort() != publicPort
        || allowed.hold(proxies.callerOf(request))) {
      return null;
    }
    return HttpResponse.status(HttpStatus.FORBIDDEN)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(new Refusal(isTracking(request) ? false : null, MESSAGE));
  }

  private static boolean isTracking(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.POST
        && request.getPath().regionMatches(true, 0, TRACKING, 0, TRACKING.length());
  }

  /**
   * What is answered.
   *
   * @param success what the Tracking API says besides; null elsewhere
   */
  @Serdeable
  record Refusal(@Nullable Boolean success, String message) {}
}
