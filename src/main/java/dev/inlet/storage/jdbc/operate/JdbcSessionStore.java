package dev.inlet.storage.jdbc.operate;

import dev.inlet.operate.SessionStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The console's sessions as rows. */
@Singleton
final class JdbcSessionStore implements SessionStore {
  private final Database database;

  JdbcSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public void begin(String digest, Instant now, Instant expiresAt) {
    database.write(
        connection -> {
          Database.update(connection, "DELETE FROM console_session WHERE expires_at <= ?", now);
          return Database.update(
              connection,
              "INSERT INTO console_session (digest, expires_at) VALUES (?, ?)",
              digest,
              expiresAt);
        });
  }

  @Override
  public boolean isOpen(String digest, Instant now) {
    return database.read(
        connection ->
            Database.find(
                    connection,
                    "SELECT digest FROM console_session WHERE digest = ? AND expires_at > ?",
                    row -> row.getString("digest"),
                    digest,
                    now)
                .isPresent());
  }

  @Override
  public void end(String digest) {
    database.writeThrough(
        connection ->
            Database.update(connection, "DELETE FROM console_session WHERE digest = ?", digest));
  }
}
