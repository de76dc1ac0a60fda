package dev.inlet.endpoint.tls;

import dev.inlet.endpoint.Connections;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Has browsers ask the console by TLS alone from now on (RFC 6797). That goes for the name of the
 * host and all its ports, so it is said where both ports speak TLS, and for half a year.
 */
@ServerFilter({"/", "/console", "/console/**"})
final class StrictTransport {
  private static final String HALF_A_YEAR = "max-age=15768000";

  private final boolean isEverywhere;
  private final int consolePort;

  StrictTransport(ServerTls tls, @Property(name = "inlet.console.port") int consolePort) {
    this.isEverywhere = tls.intake() != null && tls.console() != null;
    this.consolePort = consolePort;
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (isEverywhere
        && request.getServerAddress().getPort() == consolePort
        && Connections.isSecure(request)) {
      response.header("Strict-Transport-Security", HALF_A_YEAR);
    }
  }
}
