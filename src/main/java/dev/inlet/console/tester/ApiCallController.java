package dev.inlet.console.tester;

import dev.inlet.access.Role;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.console.page.Form;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Exchange;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Step;
import dev.inlet.tester.Verdict;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sends a request as it was put together, to this server's public port and nowhere else. */
@AdminPort("/console/tester/call")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiCallController {
  private final OwnWire wire;
  private final TestResults results;
  private final AuditLog audit;

  ApiCallController(OwnWire wire, TestResults results, AuditLog audit) {
    this.audit = audit;
    this.wire = wire;
    this.results = results;
  }

  @Get
  ApiCallPage start() {
    return ApiCallPage.EMPTY;
  }

  @Needs(Role.SUPPORT)
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> send(@RequestAttribute(Form.ATTRIBUTE) Form form) {
    var page =
        new ApiCallPage(
            form.text("method"),
            form.text("path").strip(),
            form.text("query").strip(),
            form.text("headers"),
            form.text("body"),
            null,
            null);
    Optional<URI> uri = wire.address().at(page.path(), page.query());
    if (uri.isEmpty() || !page.methods().contains(page.method())) {
      return HttpResponse.ok(
          page.refused(
              "Path must begin with one slash, such as /destination: calls go to Inlet's public port alone."));
    }
    return send(page, uri.get());
  }

  private HttpResponse<?> send(ApiCallPage page, URI uri) {
    try {
      var call = new HttpCall(page.method(), uri, headers(page.headers()), page.body());
      var step = new Step("The call", new Draft(page.body(), ""), Verdict.KEPT, false);
      // Of the call itself nothing more: there may be a key in its path, headers or body.
      audit.noteFirst(Deed.of(Action.CALL_TESTED, null).with("method", call.method()));
      return results.show(page.sent(new Exchange(step, call, wire.wire().send(call))));
    } catch (IllegalArgumentException e) {
      return HttpResponse.ok(
          page.refused(
              "Headers must be one a line, such as Content-Type: application/json. Host, Connection and Content-Length are set for you."));
    }
  }

  /** Two headers of one name cannot be told apart here; they are joined by a comma. */
  private static Map<String, String> headers(String lines) {
    var headers = new LinkedHashMap<String, String>();
    for (String line : lines.lines().filter(text -> !text.isBlank()).toList()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("not a header");
      }
      headers.merge(
          line.substring(0, colon).strip(),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    return headers;
  }
}
