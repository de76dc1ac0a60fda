package dev.inlet.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.net.URI;

/** Leads from the bare address to the first page. */
@Controller(value = "/", port = "${inlet.console.port}")
final class StartController {

  @Get(uris = {"/", "/console"})
  HttpResponse<?> start() {
    return HttpResponse.seeOther(URI.create(Section.values()[0].path()));
  }
}
