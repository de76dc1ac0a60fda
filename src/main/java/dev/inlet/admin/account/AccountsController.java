package dev.inlet.admin.account;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.admin.AdminBody;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.erase.closing.Closing;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, lists, renames and suspends accounts. */
@AdminPort("/api/accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountsController {
  private final AccountStore accounts;
  private final KnownAccounts known;
  private final Closings closings;
  private final MaintenanceSwitch maintenance;

  AccountsController(
      AccountStore accounts,
      KnownAccounts known,
      Closings closings,
      MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
    this.closings = closings;
    this.accounts = accounts;
    this.known = known;
  }

  @Get
  AccountView.Page list(@QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    Set<String> maintained = maintenance.accounts();
    Map<String, Closing> closed = closings.current();
    return AccountView.Page.of(
        accounts.accounts(Cursor.window(cursor, limit)),
        account -> view(account, maintained, closed.get(account.id())));
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<AccountView> create(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "id", "name");
    return HttpResponse.created(
        AccountView.of(known.create(body.text("id"), body.text("name")), Set.of(), null));
  }

  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  AccountView change(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "name", "suspended");
    if (!body.has("name") && !body.has("suspended")) {
      throw OperationRefused.wrong("Nothing to change: send name or suspended");
    }
    Account before = known.get(id);
    Account changed =
        known.change(
            before,
            body.has("name") ? body.name() : before.name(),
            body.has("suspended") ? body.bool("suspended") : before.suspended());
    return view(changed, maintenance.accounts(), closings.current(id).orElse(null));
  }

  private AccountView view(Account account, Set<String> maintained, @Nullable Closing closing) {
    return AccountView.of(
        account,
        maintained,
        closing == null ? null : ClosingView.of(closing, closings.copiesGoneBy(closing)));
  }
}
