package dev.inlet.admin.access;

import dev.inlet.access.Role;
import dev.inlet.access.User;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.admin.AdminBody;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.Users;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, makes, changes and disables users. */
@AdminPort("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.ADMIN)
final class UsersController {
  private final Users users;

  UsersController(Users users) {
    this.users = users;
  }

  @Get
  Page list(@QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Page.of(users.list(Cursor.window(cursor, limit)));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<View> create(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "password", "role");
    return HttpResponse.created(
        View.of(users.create(body.text("name"), body.text("password"), body.text("role"))));
  }

  @Patch("/{name}")
  @Consumes(MediaType.ALL)
  View change(String name, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "role", "disabled", "password");
    if (!body.has("role") && !body.has("disabled") && !body.has("password")) {
      throw OperationRefused.wrong("Nothing to change: send role, disabled or password");
    }
    return View.of(
        users.change(
            name,
            body.text("role"),
            body.has("disabled") ? body.bool("disabled") : null,
            body.text("password")));
  }

  /** A user, as the contract describes it. */
  @AdminAnswer
  record View(
      String name,
      String role,
      boolean disabled,
      Instant createdAt,
      @Nullable Instant lastLogInAt) {

    static View of(User user) {
      return new View(
          user.name(),
          user.role().wireName(),
          user.isDisabled(),
          user.createdAt(),
          user.lastLogInAt());
    }
  }

  /**
   * A page of users.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<View> users, @Nullable String nextCursor) {

    static Page of(Listing<User> found) {
      return new Page(found.map(View::of).items(), Cursor.next(found));
    }
  }
}
