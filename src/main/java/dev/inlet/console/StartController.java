package dev.inlet.console;

import dev.inlet.console.page.Section;
import dev.inlet.endpoint.AdminPort;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import java.net.URI;

/** Leads from the bare address to the first page. */
@AdminPort("/")
final class StartController {

  @Get(uris = {"/", "/console"})
  HttpResponse<?> start() {
    return HttpResponse.seeOther(URI.create(Section.values()[0].path()));
  }
}
