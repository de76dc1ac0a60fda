package dev.inlet.storage.jdbc.erase;

import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The random key of this installation's tombstones, which the first erasure makes. */
@Singleton
final class TombstoneKey {
  private static final String QUERY = "SELECT secret FROM tombstone_key WHERE id = 1";

  private final SecureRandom random = new SecureRandom();
  private final boolean isShared;
  private volatile byte @Nullable [] known;

  /** Whether there is none for certain: only this process could have made one. */
  private volatile boolean isMissing;

  private boolean mayBeMade;

  TombstoneKey(DatabaseUrl url) {
    this.isShared = url.isShared();
  }

  /** Makes digests; null while nobody was ever erased. */
  @Nullable PersonDigest digest(Connection connection) throws SQLException {
    if (known == null && !isMissing) {
      known = read(connection).orElse(null);
      noteMissing(known == null);
    }
    byte[] key = known;
    return key == null ? null : new PersonDigest(key);
  }

  private synchronized void noteMissing(boolean isNotThere) {
    isMissing = isNotThere && !mayBeMade && !isShared;
  }

  /** From now on it is looked for each time until it is there, whatever becomes of this. */
  private synchronized void noteMaking() {
    mayBeMade = true;
    isMissing = false;
  }

  /** Whether nobody was ever erased, as far as that is known without a look. */
  boolean isMissing() {
    return isMissing;
  }

  /** Makes digests, and the key if need be, in a transaction that holds the processor's lock. */
  PersonDigest digestForErasing(Connection connection) throws SQLException {
    noteMaking();
    Optional<byte[]> key = read(connection);
    if (key.isPresent()) {
      return new PersonDigest(key.get());
    }
    // Not known before it is committed.
    var made = new byte[PersonDigest.KEY_BYTES];
    random.nextBytes(made);
    Database.update(connection, "INSERT INTO tombstone_key (id, secret) VALUES (1, ?)", made);
    return new PersonDigest(made);
  }

  private static Optional<byte[]> read(Connection connection) throws SQLException {
    return Database.find(connection, QUERY, row -> row.getBytes(1));
  }
}
