package dev.inlet.storage.jdbc.transfer;

import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.process.RecentImports;
import dev.inlet.transfer.ImportedAccounts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** A row for each account. */
@Singleton
final class JdbcImportedAccounts implements ImportedAccounts {
  /** What is heeded may have been read just before; a moment more, for whoever reads it slowly. */
  private static final Duration HEEDED_WITHIN = RecentImports.AGE.multipliedBy(2);

  private final Database database;
  private final RecentImports recent;

  JdbcImportedAccounts(Database database, RecentImports recent) {
    this.database = database;
    this.recent = recent;
  }

  @Override
  public Optional<Begun> last(String accountId) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT begun_at, begun_by FROM imported_account WHERE account_id = ?",
                row -> new Begun(Database.instant(row, "begun_at"), row.getString("begun_by")),
                accountId));
  }

  @Override
  public void begin(String accountId, Begun begun) {
    database.write(
        connection -> {
          int known =
              Database.update(
                  connection,
                  "UPDATE imported_account SET begun_at = ?, begun_by = ? WHERE account_id = ?",
                  begun.at(),
                  begun.by(),
                  accountId);
          return known > 0
              ? known
              : Database.update(
                  connection,
                  "INSERT INTO imported_account (account_id, begun_at, begun_by, lowest_place)"
                      + " VALUES (?, ?, ?, 0)",
                  accountId,
                  begun.at(),
                  begun.by());
        });
  }

  @Override
  public void awaitHeeded(boolean wasKnown) {
    recent.forget();
    if (database.isShared() && !wasKnown) {
      try {
        Thread.sleep(HEEDED_WITHIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("An import was interrupted", e);
      }
    }
  }

  @Override
  public long takePlaces(String accountId, int count) {
    return database.write(
        connection -> {
          long lowest =
              Database.find(
                      connection,
                      "SELECT MIN(lowest_place) FROM imported_account",
                      row -> row.getLong(1))
                  .orElseThrow();
          Database.update(
              connection,
              "UPDATE imported_account SET lowest_place = ? WHERE account_id = ?",
              lowest - count,
              accountId);
          return lowest - 1;
        });
  }
}
