package dev.inlet.console.account;

import dev.inlet.console.page.Page;
import dev.inlet.delivery.Unauthenticated;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Shows the deliveries that came without a key that is known. */
@AdminPort(UnauthenticatedPage.PATH)
@Produces(MediaType.TEXT_HTML)
final class UnauthenticatedController {
  private final Unauthenticated unauthenticated;

  UnauthenticatedController(Unauthenticated unauthenticated) {
    this.unauthenticated = unauthenticated;
  }

  @Get
  Page list() {
    return new UnauthenticatedPage(unauthenticated.newestFirst());
  }
}
