package dev.inlet.storage.jdbc.access;

import dev.inlet.access.ApiToken;
import dev.inlet.access.TokenStore;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** API tokens as rows. */
@Singleton
final class JdbcTokenStore implements TokenStore {
  private final Database database;

  JdbcTokenStore(Database database) {
    this.database = database;
  }

  @Override
  public void create(ApiToken token, String digest) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "INSERT INTO api_token"
                    + " (id, name, role, prefix, digest, created_by, created_at, expires_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                token.name(),
                token.role().wireName(),
                token.prefix(),
                digest,
                token.createdBy(),
                token.createdAt(),
                token.expiresAt()));
  }

  @Override
  public Optional<ApiToken> findByDigest(String digest) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM api_token WHERE digest = ?",
                JdbcTokenStore::row,
                digest));
  }

  @Override
  public Optional<ApiToken> find(String id) {
    return database.read(
        connection ->
            Database.find(
                connection, "SELECT * FROM api_token WHERE id = ?", JdbcTokenStore::row, id));
  }

  @Override
  public Listing<ApiToken> list(Window window) {
    return database.newest("api_token", JdbcTokenStore::row, window);
  }

  private static ApiToken row(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("name"),
        JdbcUserStore.role(row),
        row.getString("prefix"),
        row.getString("created_by"),
        Database.instant(row, "created_at"),
        Database.nullableInstant(row, "expires_at"),
        Database.nullableInstant(row, "revoked_at"),
        Database.nullableInstant(row, "last_used_at"));
  }

  @Override
  public void revoke(String id, Instant at) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                at,
                id));
  }

  @Override
  public void used(String id, Instant at) {
    database.write(
        connection ->
            Database.update(
                connection, "UPDATE api_token SET last_used_at = ? WHERE id = ?", at, id));
  }
}
