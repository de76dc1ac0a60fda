package dev.inlet.storage.jdbc;

import dev.inlet.process.Progress;
import dev.inlet.receive.Archive;
import dev.inlet.storage.jdbc.ErasureWindow.Found;
import dev.inlet.storage.jdbc.ErasureWindow.Place;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for the erased in all places where rows are not found by their person. How far it is stands
 * in a row for each erasure, which moves on in the transaction of what was found; so a crash loses
 * nothing, and instances that share a database take turns.
 */
@Singleton
final class ErasureSearch {
  private static final List<Place> PLACES = List.of(Place.values());

  /** An erasure that is not completed, and where its search is. */
  record Work(long erasureId, String accountId, Place place, long scanned, long upTo) {}

  private final Database database;
  private final Progress progress;
  private final Archive archive;
  private final TombstoneKey key;

  ErasureSearch(Database database, Progress progress, Archive archive, TombstoneKey key) {
    this.database = database;
    this.progress = progress;
    this.archive = archive;
    this.key = key;
  }

  /** Notes that an erasure has everything to look through, in its transaction. */
  void begin(Connection connection, long erasureId, String accountId, long upTo)
      throws SQLException {
    Database.update(
        connection,
        "INSERT INTO erasure_work (erasure_id, account_id, place, scanned, up_to)"
            + " VALUES (?, ?, ?, 0, ?)",
        erasureId,
        accountId,
        PLACES.getFirst().name(),
        upTo);
  }

  /** Looks through the next window; false when there is nothing to look through now. */
  boolean advance(Instant now) {
    return database.write(
        connection -> {
          Optional<Work> work = work(connection);
          return work.isPresent() && advance(connection, work.get(), now);
        });
  }

  private static Optional<Work> work(Connection connection) throws SQLException {
    return Database.find(
        connection,
        "SELECT * FROM erasure_work ORDER BY erasure_id LIMIT 1 FOR UPDATE",
        row ->
            new Work(
                row.getLong("erasure_id"),
                row.getString("account_id"),
                Place.valueOf(row.getString("place")),
                row.getLong("scanned"),
                row.getLong("up_to")));
  }

  private boolean advance(Connection connection, Work work, Instant now) throws SQLException {
    if (work.place() == Place.NOWHERE) {
      complete(connection, work.erasureId(), now);
      return true;
    }
    PersonDigest digest = Objects.requireNonNull(key.digest(connection), "the tombstones' key");
    Found found = new ErasureWindow(connection, work, digest).look(archive, progress.mark());
    ErasureRows.add(connection, work.erasureId(), found.removed());
    Place place = found.isAll() ? PLACES.get(work.place().ordinal() + 1) : work.place();
    long scanned = found.isAll() ? 0 : found.scanned();
    Database.update(
        connection,
        "UPDATE erasure_work SET place = ?, scanned = ? WHERE erasure_id = ?",
        place.name(),
        scanned,
        work.erasureId());
    return found.isAll() || found.scanned() > work.scanned();
  }

  /** Called when what was noted of the journal has been removed. */
  private static void complete(Connection connection, long erasureId, Instant now)
      throws SQLException {
    Database.update(connection, "UPDATE erasure SET completed_at = ? WHERE id = ?", now, erasureId);
    Database.update(connection, "DELETE FROM erasure_work WHERE erasure_id = ?", erasureId);
  }
}
