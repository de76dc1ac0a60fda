package dev.inlet.console.access;

import dev.inlet.access.Role;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Page;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.endpoint.RequestPrincipal;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.Users;
import io.micronaut.http.HttpRequest;
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

/** Has whoever is logged in choose another password, which logs them out everywhere. */
@AdminPort("/console/password")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.LOOK)
final class PasswordController {
  private final Users users;

  PasswordController(Users users) {
    this.users = users;
  }

  @Get
  Page ask() {
    return new PasswordPage(null);
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> change(HttpRequest<?> request, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    try {
      users.changeOwn(
          RequestPrincipal.of(request).orElseThrow(),
          form.text("current"),
          form.text("password"),
          request.getRemoteAddress().getAddress());
    } catch (OperationRefused refusal) {
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(new PasswordPage(refusal.message()));
    }
    return HttpResponse.seeOther(URI.create("/console/login"));
  }
}
