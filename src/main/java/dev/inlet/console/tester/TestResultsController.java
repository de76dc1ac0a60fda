package dev.inlet.console.tester;

import dev.inlet.access.Role;
import dev.inlet.console.page.Page;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Shows what came of a test once more. */
@AdminPort(TestResults.PATH)
@Produces(MediaType.TEXT_HTML)
@Needs(Role.SUPPORT)
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
                OperationRefused.missing(
                    "This instance does not have that result any more: it keeps one for an hour at"
                        + " most. The call itself stands among the deliveries"));
  }
}
