package dev.inlet.storage.jdbc.account;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Accounts and API keys as rows. What an administrator changes is on the disk when they hear so.
 */
@Singleton
final class JdbcAccountStore implements AccountStore {
  private static final String KEYS =
      "SELECT k.*, a.name AS account_name, a.suspended, a.created_at AS account_created_at"
          + " FROM api_key k JOIN account a ON a.id = k.account_id ";

  private final Database database;

  JdbcAccountStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean create(Account account) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "INSERT INTO account (id, name, suspended, created_at) SELECT ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM account WHERE id = ?)",
                    account.id(),
                    account.name(),
                    account.suspended(),
                    account.createdAt(),
                    account.id()))
        > 0;
  }

  @Override
  public Listing<Account> accounts(Window window) {
    record Row(Account account, long position) {}
    return database.read(
        connection ->
            window
                .listing(
                    Database.list(
                        connection,
                        "SELECT * FROM account WHERE position < ? ORDER BY position DESC LIMIT ?",
                        row -> new Row(account(row), row.getLong("position")),
                        window.before(),
                        window.probe()),
                    Row::position)
                .map(Row::account));
  }

  @Override
  public Optional<Account> account(String id) {
    return database.read(
        connection ->
            Database.find(
                connection, "SELECT * FROM account WHERE id = ?", JdbcAccountStore::account, id));
  }

  @Override
  public boolean update(Account account) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "UPDATE account SET name = ?, suspended = ? WHERE id = ?",
                    account.name(),
                    account.suspended(),
                    account.id()))
        > 0;
  }

  @Override
  public boolean create(ApiKey key, String digest) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "INSERT INTO api_key (id, account_id, name, prefix, digest, permissions,"
                        + " senders, created_at, expires_at)"
                        + " SELECT ?, a.id, ?, ?, ?, ?, ?, ?, CAST(? AS TIMESTAMP WITH TIME ZONE)"
                        + " FROM account a WHERE a.id = ?",
                    key.id(),
                    key.name(),
                    key.prefix(),
                    digest,
                    permissions(key),
                    senders(key),
                    key.createdAt(),
                    key.expiresAt(),
                    key.accountId()))
        > 0;
  }

  @Override
  public Listing<ApiKey> keys(String accountId, Window window) {
    record Row(ApiKey key, long position) {}
    return database.read(
        connection ->
            window
                .listing(
                    Database.list(
                        connection,
                        KEYS
                            + "WHERE k.account_id = ? AND k.position < ?"
                            + " ORDER BY k.account_id DESC, k.position DESC LIMIT ?",
                        row -> new Row(key(row), row.getLong("position")),
                        accountId,
                        window.before(),
                        window.probe()),
                    Row::position)
                .map(Row::key));
  }

  @Override
  public Optional<ApiKey> key(String accountId, String keyId) {
    return database.read(
        connection ->
            Database.find(
                connection,
                KEYS + "WHERE k.account_id = ? AND k.id = ?",
                JdbcAccountStore::key,
                accountId,
                keyId));
  }

  @Override
  public boolean update(ApiKey key) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "UPDATE api_key SET name = ?, permissions = ?, senders = ?,"
                        + " expires_at = CAST(? AS TIMESTAMP WITH TIME ZONE)"
                        + " WHERE account_id = ? AND id = ?",
                    key.name(),
                    permissions(key),
                    senders(key),
                    key.expiresAt(),
                    key.accountId(),
                    key.id()))
        > 0;
  }

  private static String permissions(ApiKey key) {
    return key.permissions().stream().map(CallType::wireName).collect(Collectors.joining(","));
  }

  private static String senders(ApiKey key) {
    return key.senders().stream().map(Sender::wireName).collect(Collectors.joining(","));
  }

  @Override
  public boolean revoke(String accountId, String keyId, Instant at) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "UPDATE api_key SET revoked_at = COALESCE(revoked_at, ?)"
                        + " WHERE account_id = ? AND id = ?",
                    at,
                    accountId,
                    keyId))
        > 0;
  }

  @Override
  public Optional<Holder> findByDigest(String digest) {
    return database.read(
        connection ->
            Database.find(
                connection,
                KEYS + "WHERE k.digest = ?",
                row ->
                    new Holder(
                        new Account(
                            row.getString("account_id"),
                            row.getString("account_name"),
                            row.getBoolean("suspended"),
                            instant(row, "account_created_at")),
                        key(row)),
                digest));
  }

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

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("suspended"),
        instant(row, "created_at"));
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    Set<CallType> permissions = EnumSet.noneOf(CallType.class);
    Arrays.stream(row.getString("permissions").split(","))
        .forEach(name -> CallType.named(name).ifPresent(permissions::add));
    Set<Sender> senders = EnumSet.noneOf(Sender.class);
    Arrays.stream(row.getString("senders").split(","))
        .forEach(name -> Sender.named(name).ifPresent(senders::add));
    return new ApiKey(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("name"),
        row.getString("prefix"),
        permissions,
        senders,
        instant(row, "created_at"),
        nullableInstant(row, "expires_at"),
        nullableInstant(row, "revoked_at"),
        nullableInstant(row, "last_used_at"));
  }
}
