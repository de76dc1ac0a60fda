package dev.inlet.admin.account;

import dev.inlet.endpoint.AdminPort;
import dev.inlet.erase.closing.Closing;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Closes accounts, takes that back, and shows the receipts, which outlive the accounts. */
@AdminPort("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClosingsController {
  private final Closings closings;
  private final KnownAccounts accounts;

  ClosingsController(Closings closings, KnownAccounts accounts) {
    this.accounts = accounts;
    this.closings = closings;
  }

  @Post("/accounts/{account}/close")
  @Consumes(MediaType.ALL)
  ClosingView close(String account) {
    return view(closings.close(account));
  }

  @Post("/accounts/{account}/reopen")
  @Consumes(MediaType.ALL)
  ClosingView reopen(String account) {
    return ClosingView.reopened(closings.reopen(account), accounts.get(account).suspended());
  }

  @Get("/closings")
  ClosingView.Page list(
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    return ClosingView.Page.of(closings.list(account, Cursor.window(cursor, limit)), this::view);
  }

  @Get("/closings/{id}")
  ClosingView show(String id) {
    try {
      return view(closings.get(Long.parseLong(id)));
    } catch (NumberFormatException e) {
      throw OperationRefused.missing("There is no closing " + id);
    }
  }

  private ClosingView view(Closing closing) {
    return ClosingView.of(closing, closings.copiesGoneBy(closing));
  }
}
