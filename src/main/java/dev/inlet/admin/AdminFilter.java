package dev.inlet.admin;

import dev.inlet.endpoint.ErrorBody;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets nobody into the admin API without the admin password, or through the {@link OpenDoor}. */
@ServerFilter("/api/**")
final class AdminFilter {
  private static final String SCHEME = "Bearer ";

  private final AdminPassword password;
  private final OpenDoor openDoor;

  private final int publicPort;

  AdminFilter(
      AdminPassword password,
      OpenDoor openDoor,
      @Property(name = "micronaut.server.port") int publicPort) {
    this.password = password;
    this.openDoor = openDoor;
    this.publicPort = publicPort;
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    if (request.getServerAddress().getPort() == publicPort) {
      return null; // There is no admin API on that port, and no log-in either: it is not found.
    }
    List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.isEmpty() && openDoor.isConfigured()) {
      String problem = openDoor.closedTo(request);
      return problem == null ? null : refuse(HttpStatus.FORBIDDEN, problem);
    }
    if (headers.isEmpty()) {
      return unauthorised("Authorization header is missing: send Bearer with the admin password");
    }
    String header = headers.getFirst();
    if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return unauthorised("Authorization must be one header: Bearer with the admin password");
    }
    return password.is(header.substring(SCHEME.length()).strip())
        ? null
        : unauthorised("Admin password is wrong");
  }

  private static HttpResponse<?> unauthorised(String message) {
    return refuse(HttpStatus.UNAUTHORIZED, message)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"inlet\"");
  }

  private static MutableHttpResponse<?> refuse(HttpStatus status, String message) {
    return HttpResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(ErrorBody.of(message));
  }
}
