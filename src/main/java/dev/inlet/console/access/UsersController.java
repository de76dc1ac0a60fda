package dev.inlet.console.access;

import dev.inlet.access.ApiToken;
import dev.inlet.access.Role;
import dev.inlet.access.User;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.Tokens;
import dev.inlet.operate.Users;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, changes and disables users, issues and revokes API tokens. */
@AdminPort("/console/users")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.ADMIN)
final class UsersController {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What refusals say of the fields of the form for a new user. */
  private static final Map<String, String> OF_USER =
      Map.of("name", "name must", "password", "password must", "role", "role must");

  private static final Map<String, String> OF_TOKEN = Map.of("token-name", "name");

  private final Users users;
  private final Tokens tokens;
  private final InstantSource clock;

  UsersController(Users users, Tokens tokens, InstantSource clock) {
    this.users = users;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Get
  Page list(
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String sort,
      @QueryValue @Nullable String tokens) {
    return page(cursor, sort, tokens, null);
  }

  private Page page(
      @Nullable String cursor,
      @Nullable String sort,
      @Nullable String sortTokens,
      @Nullable FieldProblem problem) {
    Listing<ApiToken> found = tokens.list(Cursor.window(cursor, null));
    boolean isWhole = found.next() == null && cursor == null;
    Sorting<User> order = UserOrders.users(sort);
    Sorting<ApiToken> ofTokens = UserOrders.tokens(sortTokens);
    return new UsersPage(
        order.sorted(users.list(Window.newest(Window.MAX_LIMIT)).items()),
        order,
        isWhole ? ofTokens.sorted(found.items()) : found.items(),
        isWhole ? ofTokens : null,
        Link.to(Section.USERS.path()).goingOnAt(found.next()),
        problem,
        clock.instant());
  }

  private HttpResponse<?> refused(OperationRefused refusal, Map<String, String> words) {
    return HttpResponse.<Page>status(RefusedOperations.status(refusal))
        .body(page(null, null, null, FieldProblem.of(refusal, words)));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> create(@RequestAttribute(Form.ATTRIBUTE) Form form) {
    try {
      users.create(form.text("name").strip(), form.text("password"), form.text("role"));
    } catch (OperationRefused refusal) {
      return refused(refusal, OF_USER);
    }
    return back();
  }

  /** Gives somebody another role, keeps them out, or lets them in again. */
  @Post("/{name}/change")
  @Consumes(MediaType.ALL)
  HttpResponse<?> change(String name, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    boolean isKeptOut = form.text("disabled").equals("yes");
    if (isKeptOut && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(disabling(name));
    }
    users.change(
        name,
        form.has("role") ? form.text("role") : null,
        form.has("disabled") ? isKeptOut : null,
        null);
    return back();
  }

  private static QuestionPage disabling(String name) {
    return new QuestionPage(
        Section.USERS,
        null,
        "Disable " + name + "?",
        List.of(
            name + " is logged out everywhere, and is not let in until enabled again.",
            "API tokens stay as they are: revoke those that " + name + " knows."),
        Section.USERS.path() + "/" + name + "/change",
        Map.of("disabled", "yes"),
        "Disable",
        Section.USERS.path());
  }

  /** The secret goes out with the answer to the form itself, as a key does. */
  @Post("/tokens")
  @Consumes(MediaType.ALL)
  HttpResponse<?> issue(@RequestAttribute(Form.ATTRIBUTE) Form form) {
    String id = ID.matcher(form.text("once")).matches() ? form.text("once") : Tokens.newId();
    if (tokens.has(id)) {
      return back();
    }
    try {
      return HttpResponse.<Page>status(HttpStatus.CREATED)
          .body(
              new IssuedTokenPage(
                  tokens.issue(id, form.text("name").strip(), form.text("role"), end(form))));
    } catch (OperationRefused refusal) {
      return refused(refusal, OF_TOKEN);
    }
  }

  /** When a form wants a token to end; null for never. */
  private @Nullable Instant end(Form form) {
    String time = form.text("in");
    try {
      return time.isEmpty() ? null : clock.instant().plus(Duration.parse(time));
    } catch (DateTimeParseException e) {
      throw OperationRefused.wrong("Choose a time from the list");
    }
  }

  @Post("/tokens/{id}/revoke")
  @Consumes(MediaType.ALL)
  HttpResponse<?> revoke(String id, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    if (!QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(revoking(tokens.get(id)));
    }
    tokens.revoke(id);
    return back();
  }

  private static QuestionPage revoking(ApiToken token) {
    return new QuestionPage(
        Section.USERS,
        null,
        "Revoke " + token.name() + "?",
        List.of("Whatever uses it is answered 401 from now on. It cannot be taken back."),
        Section.USERS.path() + "/tokens/" + token.id() + "/revoke",
        Map.of(),
        "Revoke",
        Section.USERS.path());
  }

  private static HttpResponse<?> back() {
    return HttpResponse.seeOther(URI.create(Section.USERS.path()));
  }
}
