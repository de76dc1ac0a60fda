package dev.inlet.storage.jdbc.operate;

import static java.time.ZoneOffset.UTC;

import dev.inlet.access.SessionStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  public void begin(String digest, @Nullable String user, Instant now, Instant expiresAt) {
    database.write(
        connection -> {
          sessions.deleteByExpiresAtLessThanEquals(now.atOffset(UTC));
          sessions.save(new SessionRow(digest, expiresAt.atOffset(UTC), user));
          return null;
        });
  }

  @Override
  public Optional<Open> find(Collection<String> digests, Instant now) {
    return database
        .read(
            connection ->
                sessions.findByDigestInAndExpiresAtGreaterThan(digests, now.atOffset(UTC)))
        .stream()
        .findFirst()
        .map(row -> new Open(row.userName()));
  }

  @Override
  public void end(String digest) {
    database.writeThrough(
        connection -> {
          sessions.deleteById(digest);
          return null;
        });
  }

  @Override
  public void endAll(String user) {
    database.writeThrough(
        connection -> {
          sessions.deleteByUserName(user);
          return null;
        });
  }
}
