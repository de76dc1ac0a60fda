package dev.inlet.storage.jdbc.access;

import dev.inlet.access.Role;
import dev.inlet.access.User;
import dev.inlet.access.UserStore;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Users as rows. */
@Singleton
final class JdbcUserStore implements UserStore {
  private final Database database;

  JdbcUserStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean create(User user, String passwordHash) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "INSERT INTO console_user (name, role, password, created_at)"
                        + " SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),"
                        + " CAST(? AS TIMESTAMP WITH TIME ZONE)"
                        + " WHERE NOT EXISTS (SELECT 1 FROM console_user WHERE name = ?)",
                    user.name(),
                    user.role().wireName(),
                    passwordHash,
                    user.createdAt(),
                    user.name()))
        > 0;
  }

  @Override
  public Optional<Stored> find(String name) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM console_user WHERE name = ?",
                row -> new Stored(user(row), row.getString("password")),
                name));
  }

  @Override
  public Listing<User> list(Window window) {
    return database.newest("console_user", JdbcUserStore::user, window);
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        role(row),
        Database.instant(row, "created_at"),
        Database.nullableInstant(row, "disabled_at"),
        Database.nullableInstant(row, "last_log_in_at"));
  }

  /** One that a newer Inlet knows may do no more than look here. */
  static Role role(ResultSet row) throws SQLException {
    return Role.named(row.getString("role")).orElse(Role.LOOK);
  }

  @Override
  public void update(User user, String passwordHash) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE console_user SET role = ?, password = ?,"
                    + " disabled_at = CAST(? AS TIMESTAMP WITH TIME ZONE) WHERE name = ?",
                user.role().wireName(),
                passwordHash,
                user.disabledAt(),
                user.name()));
  }

  @Override
  public void loggedIn(String name, Instant at) {
    database.write(
        connection ->
            Database.update(
                connection, "UPDATE console_user SET last_log_in_at = ? WHERE name = ?", at, name));
  }
}
