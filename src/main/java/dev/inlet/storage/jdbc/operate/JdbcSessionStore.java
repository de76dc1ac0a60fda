package dev.inlet.storage.jdbc.operate;

import static java.time.ZoneOffset.UTC;

import dev.inlet.access.SessionStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The console's sessions as rows. */
@Singleton
final class JdbcSessionStore implements SessionStore {
  private final Database database;
  private final SessionRepository sessions;

  JdbcSessionStore(Database database, SessionRepository sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  @Override
  public void begin(String digest, Instant now, Instant expiresAt) {
    database.write(
        connection -> {
          sessions.deleteByExpiresAtLessThanEquals(now.atOffset(UTC));
          sessions.save(new SessionRow(digest, expiresAt.atOffset(UTC)));
          return null;
        });
  }

  @Override
  public boolean isOpen(String digest, Instant now) {
    return database.read(
        connection -> sessions.existsByDigestAndExpiresAtGreaterThan(digest, now.atOffset(UTC)));
  }

  @Override
  public void end(String digest) {
    database.writeThrough(
        connection -> {
          sessions.deleteById(digest);
          return null;
        });
  }
}
