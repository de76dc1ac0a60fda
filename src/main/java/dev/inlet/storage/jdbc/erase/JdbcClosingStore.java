package dev.inlet.storage.jdbc.erase;

import dev.inlet.account.Account;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.closing.Closing;
import dev.inlet.erase.closing.ClosingStore;
import dev.inlet.erase.closing.ClosingTransaction;
import dev.inlet.erase.closing.ClosingWork;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts that were closed, as rows beside what is erased of them. */
@Singleton
final class JdbcClosingStore implements ClosingStore {
  private final Database database;
  private final AdminDatabase administration;
  private final TombstoneKey key;

  JdbcClosingStore(Database database, AdminDatabase administration, TombstoneKey key) {
    this.database = database;
    this.administration = administration;
    this.key = key;
  }

  @Override
  public boolean lockIsClosed(String accountId) {
    return database.write(
        connection -> {
          Database.list(
              connection,
              "SELECT id FROM account WHERE id = ? FOR UPDATE",
              row -> row.getString(1),
              accountId);
          return current(connection, accountId).isPresent();
        });
  }

  private static Optional<Closing> current(Connection connection, String accountId)
      throws SQLException {
    return Database.find(
        connection,
        ClosingRows.SELECT + " WHERE c.account_id = ? AND " + ClosingRows.IS_CURRENT,
        ClosingRows::closing,
        accountId);
  }

  @Override
  public Closing close(Account account, Instant now, Instant eraseAt) {
    return database.writeThrough(
        connection -> {
          int keys =
              Database.update(
                  connection,
                  "UPDATE api_key SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL",
                  now,
                  account.id());
          Database.update(
              connection,
              "INSERT INTO account_closing (account_id, name, closed_at, erase_at, revoked_keys)"
                  + " VALUES (?, ?, ?, ?, ?)",
              account.id(),
              account.name(),
              now,
              eraseAt,
              keys);
          return current(connection, account.id()).orElseThrow();
        });
  }

  @Override
  public boolean reopen(Closing closing, Instant now) {
    return database.writeThrough(
        connection -> {
          int reopened =
              Database.update(
                  connection,
                  "UPDATE account_closing SET reopened_at = ?"
                      + " WHERE id = ? AND began_at IS NULL AND reopened_at IS NULL",
                  now,
                  closing.id());
          if (reopened > 0) {
            Database.update(
                connection,
                "UPDATE api_key SET revoked_at = NULL WHERE account_id = ? AND revoked_at = ?",
                closing.accountId(),
                closing.closedAt());
          }
          return reopened > 0;
        });
  }

  @Override
  public Optional<Closing> current(String accountId) {
    return database.read(connection -> current(connection, accountId));
  }

  @Override
  public Map<String, Closing> current() {
    return database
        .read(
            connection ->
                Database.list(
                    connection,
                    ClosingRows.SELECT + " WHERE " + ClosingRows.IS_CURRENT,
                    ClosingRows::closing))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Closing::accountId, closing -> closing));
  }

  @Override
  public Optional<Closing> find(long id) {
    return database.read(
        connection ->
            Database.find(
                connection, ClosingRows.SELECT + " WHERE c.id = ?", ClosingRows::closing, id));
  }

  @Override
  public Listing<Closing> list(@Nullable String accountId, Window window) {
    var arguments = new ArrayList<Object>(List.of(window.before()));
    if (accountId != null) {
      arguments.add(accountId);
    }
    arguments.add(window.probe());
    String sql =
        ClosingRows.SELECT
            + " WHERE c.id < ?"
            + (accountId == null
                ? " ORDER BY c.id DESC LIMIT ?"
                : " AND c.account_id = ? ORDER BY c.account_id DESC, c.id DESC LIMIT ?");
    return administration.read(
        connection ->
            window.listing(
                Database.list(connection, sql, ClosingRows::closing, arguments.toArray()),
                Closing::id));
  }

  @Override
  public List<Long> due(Instant now) {
    return administration.work(
        connection ->
            Database.list(
                connection,
                "SELECT c.id FROM account_closing c WHERE "
                    + ClosingRows.IS_CURRENT
                    + " AND c.erase_at <= ? ORDER BY c.id",
                row -> row.getLong(1),
                now));
  }

  @Override
  public Optional<Closing> lockUntouched(long id) {
    return database.write(
        connection -> {
          boolean isUntouched =
              Database.find(
                      connection,
                      "SELECT id FROM account_closing WHERE id = ? AND began_at IS NULL"
                          + " AND reopened_at IS NULL FOR UPDATE",
                      row -> row.getLong(1),
                      id)
                  .isPresent();
          return isUntouched ? find(id) : Optional.empty();
        });
  }

  @Override
  public void begin(ClosingWork work) {
    database.write(
        connection ->
            Database.update(
                connection,
                "UPDATE account_closing SET erasure_id = ?, began_at = ?, place = ?, scanned = ?,"
                    + " up_to = ?, changes_up_to = ? WHERE id = ?",
                work.erasureId(),
                work.beganAt(),
                work.place().name(),
                work.scanned(),
                work.upTo(),
                work.changesUpTo(),
                work.id()));
  }

  @Override
  public <T> T besideCalls(Function<ClosingTransaction, T> work) {
    try {
      return administration.work(connection -> work.apply(transaction(connection)));
    } catch (JdbcFailure e) {
      throw AdminDatabase.failure(e.sqlException());
    }
  }

  private JdbcClosingTransaction transaction(Connection connection) {
    return new JdbcClosingTransaction(
        connection,
        new JdbcErasureBooks(connection, key),
        new JdbcKeptRows(connection),
        new JdbcAccountRows(connection));
  }

  @Override
  public Optional<Closing> finish(ClosingWork work, Instant now) {
    return database.writeThrough(
        connection -> {
          boolean isMine =
              Database.find(
                      connection,
                      "SELECT id FROM account_closing WHERE id = ? AND completed_at IS NULL"
                          + " FOR UPDATE",
                      row -> row.getLong(1),
                      work.id())
                  .isPresent();
          if (!isMine) {
            return Optional.empty();
          }
          long subscriptions = of(connection, "subscription", work.accountId());
          for (String table :
              List.of(
                  "account_maintenance",
                  "alert",
                  "answer_figure",
                  "imported_account",
                  "refused_delivery",
                  "api_key")) {
            of(connection, table, work.accountId());
          }
          Database.update(connection, "DELETE FROM account WHERE id = ?", work.accountId());
          if (subscriptions > 0) {
            ErasureRows.add(
                connection, work.erasureId(), Map.of(Kind.SUBSCRIPTIONS, subscriptions));
          }
          Database.update(
              connection,
              "UPDATE erasure SET completed_at = ? WHERE id = ?",
              now,
              work.erasureId());
          Database.update(
              connection,
              "UPDATE account_closing SET completed_at = ?, place = NULL WHERE id = ?",
              now,
              work.id());
          return find(work.id());
        });
  }

  private static long of(Connection connection, String table, String accountId)
      throws SQLException {
    return Database.update(
        connection, "DELETE FROM %s WHERE account_id = ?".formatted(table), accountId);
  }
}
