package dev.inlet.storage.jdbc.account;

import static java.time.ZoneOffset.UTC;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Accounts and API keys as rows. What an administrator changes is on the disk when they hear so.
 */
@Singleton
final class JdbcAccountStore implements AccountStore {
  private final Database database;
  private final AccountRepository accounts;
  private final ApiKeyRepository keys;

  JdbcAccountStore(Database database, AccountRepository accounts, ApiKeyRepository keys) {
    this.database = database;
    this.accounts = accounts;
    this.keys = keys;
  }

  @Override
  public boolean create(Account account) {
    return database.writeThrough(
        connection -> {
          boolean isNew = accounts.findById(account.id()).isEmpty();
          if (isNew) {
            accounts.save(AccountRow.of(account));
          }
          return isNew;
        });
  }

  @Override
  public Listing<Account> accounts(Window window) {
    return database
        .read(
            connection ->
                window.listing(
                    accounts.newestBefore(window.before(), window.probe()),
                    row -> Objects.requireNonNull(row.position())))
        .map(AccountRow::account);
  }

  @Override
  public Optional<Account> account(String id) {
    return database.read(connection -> accounts.findById(id)).map(AccountRow::account);
  }

  @Override
  public List<Account> ofInlet() {
    return database.read(connection -> accounts.ofInlet()).stream()
        .map(AccountRow::account)
        .toList();
  }

  @Override
  public boolean update(Account account) {
    return database.writeThrough(
            connection -> accounts.update(account.id(), account.name(), account.suspended()))
        > 0;
  }

  @Override
  public boolean create(ApiKey key, String digest) {
    return database.writeThrough(
        connection -> {
          Optional<AccountRow> account =
              accounts.findById(key.accountId()).filter(row -> !isClosed(connection, row.id()));
          account.ifPresent(row -> keys.save(ApiKeyRow.of(key, row, digest)));
          return account.isPresent();
        });
  }

  /** Whoever wants to know that it stays open has locked its row. */
  private static boolean isClosed(Connection open, String accountId) {
    return Database.checked(
        connection ->
            Database.find(
                    connection,
                    "SELECT id FROM account_closing WHERE account_id = ?"
                        + " AND completed_at IS NULL AND reopened_at IS NULL",
                    row -> row.getLong(1),
                    accountId)
                .isPresent(),
        open);
  }

  @Override
  public Listing<ApiKey> keys(String accountId, Window window) {
    return database
        .read(
            connection ->
                window.listing(
                    keys.newestBefore(accountId, window.before(), window.probe()),
                    row -> Objects.requireNonNull(row.position())))
        .map(ApiKeyRow::key);
  }

  @Override
  public List<Holder> expiring(Instant from, Instant until, int most) {
    return database
        .read(connection -> keys.expiring(from.atOffset(UTC), until.atOffset(UTC), most))
        .stream()
        .map(ApiKeyRow::holder)
        .toList();
  }

  @Override
  public Optional<ApiKey> key(String accountId, String keyId) {
    return database
        .read(connection -> keys.findByAccountIdAndId(accountId, keyId))
        .map(ApiKeyRow::key);
  }

  @Override
  public boolean update(ApiKey key) {
    return database.writeThrough(
            connection ->
                keys.update(
                    key.accountId(),
                    key.id(),
                    key.name(),
                    ApiKeyRow.permissions(key),
                    ApiKeyRow.senders(key),
                    Database.utc(key.expiresAt())))
        > 0;
  }

  @Override
  public boolean revoke(String accountId, String keyId, Instant at) {
    return database.writeThrough(connection -> keys.revoke(accountId, keyId, at.atOffset(UTC))) > 0;
  }

  @Override
  public Optional<Holder> findByDigest(String digest) {
    return database.read(connection -> keys.findByDigest(digest)).map(ApiKeyRow::holder);
  }

  /** As calls are written: many rows by one statement. */
  @Override
  public void used(Map<String, Instant> lastUsed) {
    database.write(
        connection -> {
          var update =
              new Batch(
                  connection,
                  "UPDATE api_key SET last_used_at = ? WHERE id = ?"
                      + " AND (last_used_at IS NULL OR last_used_at < ?)");
          for (Map.Entry<String, Instant> use : lastUsed.entrySet()) {
            update.add(use.getValue(), use.getKey(), use.getValue());
          }
          update.execute();
          return null;
        });
  }
}
