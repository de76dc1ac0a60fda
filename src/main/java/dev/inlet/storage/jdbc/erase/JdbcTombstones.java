package dev.inlet.storage.jdbc.erase;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.erase.Tombstones;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tombstones as rows, found by their digests: one read for any number of people, and while nobody
 * was erased one for the key that is not there.
 */
@Singleton
final class JdbcTombstones implements Tombstones {
  private record Found(String digest, Tombstone tombstone) {}

  private final Database database;
  private final TombstoneKey key;

  JdbcTombstones(Database database, TombstoneKey key) {
    this.database = database;
    this.key = key;
  }

  @Override
  public boolean any() {
    return !key.isMissing() && database.read(connection -> key.digest(connection) != null);
  }

  @Override
  public Map<Somebody, Tombstone> find(Collection<Somebody> people) {
    return database.read(
        connection -> {
          var found = new HashMap<Somebody, Tombstone>();
          PersonDigest digest = key.digest(connection);
          if (digest == null || people.isEmpty()) {
            return found;
          }
          var byDigest = new HashMap<String, Somebody>();
          people.forEach(one -> byDigest.put(digest.of(one.accountId(), one.person()), one));
          List<Found> rows =
              Database.list(
                  connection,
                  "SELECT t.* FROM UNNEST(?) AS k (digest) JOIN tombstone t ON t.digest = k.digest",
                  row ->
                      new Found(
                          row.getString("digest"),
                          new Tombstone(
                              row.getLong("erasure_id"),
                              instant(row, "erased_at"),
                              row.getLong("up_to"))),
                  byDigest.keySet());
          rows.forEach(row -> found.put(byDigest.get(row.digest()), row.tombstone()));
          return found;
        });
  }

  @Override
  public void clean(List<Unclean> calls) {
    database.write(connection -> UncleanRows.insert(connection, calls));
  }
}
