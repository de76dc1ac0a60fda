package dev.inlet.storage.jdbc.erase;

import dev.inlet.storage.jdbc.Database;
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
  private volatile byte @Nullable [] known;

  /** Makes digests; null while nobody was ever erased. */
  @Nullable PersonDigest digest(Connection connection) throws SQLException {
    if (known == null) {
      known = read(connection).orElse(null);
    }
    byte[] key = known;
    return key == null ? null : new PersonDigest(key);
  }

  /** Makes digests, and the key if need be, in a transaction that holds the processor's lock. */
  PersonDigest digestForErasing(Connection connection) throws SQLException {
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
