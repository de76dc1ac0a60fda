package dev.inlet.admin.access;

import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.admin.AdminBody;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RequestPrincipal;
import dev.inlet.operate.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Tells whoever asks who they are, and has them choose another password. */
@AdminPort("/api/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.LOOK)
final class MeController {
  private final Users users;

  MeController(Users users) {
    this.users = users;
  }

  @Get
  View show(HttpRequest<?> request) {
    Principal me = RequestPrincipal.of(request).orElseThrow();
    return new View(me.actor().kind().wireName(), me.actor().name(), me.role().wireName());
  }

  @Put("/password")
  @Consumes(MediaType.ALL)
  HttpResponse<?> changePassword(HttpRequest<?> request, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "current", "password");
    String current = body.text("current");
    users.changeOwn(
        RequestPrincipal.of(request).orElseThrow(),
        current == null ? "" : current,
        body.text("password"),
        request.getRemoteAddress().getAddress());
    return HttpResponse.noContent();
  }

  /** Who asks, and what they may do. */
  @AdminAnswer
  record View(String kind, String name, String role) {}
}
