package dev.inlet.console;

import dev.inlet.admin.AdminRefusal;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Shows what came of a test once more. */
@Controller(value = TestResults.PATH, port = "${inlet.console.port}")
@Produces(MediaType.TEXT_HTML)
final class TestResultsController {
  private final TestResults results;

  TestResultsController(TestResults results) {
    this.results = results;
  }

  @Get("/{id}")
  Page show(String id) {
    return results
        .find(id)
        .orElseThrow(
            () ->
                AdminRefusal.missing(
                    "This instance does not have that result any more: it keeps one for an hour at"
                        + " most. The call itself stands among the deliveries"));
  }
}
