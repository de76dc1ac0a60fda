package dev.inlet.admin;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.Authenticator;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, lists, renames and suspends accounts. */
@Controller(value = "/api/accounts", port = "${inlet.console.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountsController {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final Authenticator authenticator;
  private final InstantSource clock;

  AccountsController(
      AccountStore accounts,
      KnownAccounts known,
      Authenticator authenticator,
      InstantSource clock) {
    this.accounts = accounts;
    this.known = known;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  @Get
  String list(@QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Views.list("accounts", accounts.accounts(Cursor.window(cursor, limit)), Views::account);
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<String> create(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "id", "name");
    String id = body.text("id");
    if (id == null || !ID.matcher(id).matches()) {
      throw AdminRefusal.wrong(
          "id must be 1 to 64 lower-case letters, digits, hyphens or underscores, the first a"
              + " letter or digit");
    }
    var account =
        new Account(id, body.name(), false, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!accounts.create(account)) {
      throw AdminRefusal.taken("Account " + id + " exists already");
    }
    return HttpResponse.created(Views.account(account));
  }

  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  String change(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "suspended");
    if (!body.has("name") && !body.has("suspended")) {
      throw AdminRefusal.wrong("Nothing to change: send name or suspended");
    }
    Account before = known.get(id);
    var account =
        new Account(
            id,
            body.has("name") ? body.name() : before.name(),
            body.has("suspended") ? body.bool("suspended") : before.suspended(),
            before.createdAt());
    accounts.update(account);
    authenticator.forget();
    return Views.account(account);
  }
}
