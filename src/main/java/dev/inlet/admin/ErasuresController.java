package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.erase.Eraser;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasures;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Erases contacts, and shows the receipts. */
@AdminPort("/api/accounts/{account}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErasuresController {
  private final KnownAccounts accounts;
  private final Eraser eraser;
  private final Erasures erasures;

  ErasuresController(KnownAccounts accounts, Eraser eraser, Erasures erasures) {
    this.accounts = accounts;
    this.eraser = eraser;
    this.erasures = erasures;
  }

  @Needs(Role.SUPPORT)
  @Delete("/contacts/{id}")
  ErasureView erase(String account, String id) throws InterruptedException {
    accounts.require(account);
    return eraser
        .erase(account, id)
        .map(this::view)
        .orElseThrow(() -> OperationRefused.noSuchContact(account, id));
  }

  @Get("/erasures")
  ErasureView.Page list(
      String account, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    accounts.require(account);
    return ErasureView.Page.of(erasures.list(account, Cursor.window(cursor, limit)), this::view);
  }

  @Get("/erasures/{id}")
  ErasureView show(String account, String id) {
    accounts.require(account);
    return erasures
        .find(account, number(id))
        .map(this::view)
        .orElseThrow(
            () -> OperationRefused.missing("Account %s has no erasure %s".formatted(account, id)));
  }

  private ErasureView view(Erasure receipt) {
    return ErasureView.of(receipt, erasures.copiesGoneBy(receipt));
  }

  /** What is no number names no receipt. */
  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
