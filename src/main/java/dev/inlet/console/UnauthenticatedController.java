package dev.inlet.console;

import dev.inlet.receive.Unauthenticated;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Shows the deliveries that came without a key that is known. */
@Controller(value = UnauthenticatedPage.PATH, port = "${inlet.console.port}")
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
