package dev.inlet.storage.jdbc.erase;

import dev.inlet.contact.Person;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Progress;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.erase.ErasureWindow.Found;
import dev.inlet.storage.jdbc.erase.ErasureWindow.Place;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes what the first transaction of an erasure has left: first what the erased did themselves,
 * as far as it is too much for one transaction, then what names them in places where rows are not
 * found by their person. How far it is stands in a row for each erasure, which moves on in the
 * transaction of what was found; so a crash loses nothing.
 *
 * <p>Erasures take turns, so that a large one does not hold up the others. Instances that share a
 * database work on different ones.
 */
@Singleton
final class ErasureSearch {
  private static final List<Place> PLACES = List.of(Place.values());

  /** An erasure that is not completed, and where its search is. */
  record Work(long erasureId, String accountId, Place place, long scanned, long upTo) {}

  private final AdminDatabase database;
  private final Progress progress;
  private final Archive archive;
  private final TombstoneKey key;

  /** Whose turn it was; of the thread that advances alone. */
  private long last;

  ErasureSearch(AdminDatabase database, Progress progress, Archive archive, TombstoneKey key) {
    this.database = database;
    this.progress = progress;
    this.archive = archive;
    this.key = key;
  }

  /**
   * Notes that an erasure has everything to look through, in its transaction.
   *
   * @param unfinished those of whom something is left that they did
   */
  void begin(
      Connection connection,
      long erasureId,
      String accountId,
      Collection<Person> unfinished,
      long upTo)
      throws SQLException {
    Place first = unfinished.isEmpty() ? Place.EVENT : PLACES.getFirst();
    Database.update(
        connection,
        "INSERT INTO erasure_work (erasure_id, account_id, place, scanned, up_to)"
            + " VALUES (?, ?, ?, 0, ?)",
        erasureId,
        accountId,
        first.name(),
        upTo);
    var insert =
        new Batch(
            connection, "INSERT INTO erasure_person (erasure_id, number, person) VALUES (?, ?, ?)");
    long number = 0;
    for (Person person : unfinished) {
      insert.add(erasureId, ++number, person.key());
    }
    insert.execute();
  }

  /** Looks through the next window; false when there is nothing to look through now. */
  boolean advance(Instant now) {
    for (long erasureId : database.work(this::inTurn)) {
      boolean isAhead =
          database.work(
              connection -> {
                Optional<Work> work = work(connection, erasureId);
                return work.isPresent() && advance(connection, work.get(), now);
              });
      if (isAhead) {
        last = erasureId;
        return true;
      }
    }
    return false;
  }

  /** Those that are not completed, the one after the last first. */
  private List<Long> inTurn(Connection connection) throws SQLException {
    List<Long> ids =
        Database.list(
            connection,
            "SELECT erasure_id FROM erasure_work ORDER BY erasure_id",
            row -> row.getLong(1));
    return Stream.concat(
            ids.stream().filter(id -> id > last), ids.stream().filter(id -> id <= last))
        .toList();
  }

  private static Optional<Work> work(Connection connection, long erasureId) throws SQLException {
    return Database.find(
        connection,
        "SELECT * FROM erasure_work WHERE erasure_id = ? FOR UPDATE SKIP LOCKED",
        row ->
            new Work(
                row.getLong("erasure_id"),
                row.getString("account_id"),
                Place.valueOf(row.getString("place")),
                row.getLong("scanned"),
                row.getLong("up_to")),
        erasureId);
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
    return found.isAhead(work);
  }

  /** Called when what was noted of the journal has been removed. */
  private static void complete(Connection connection, long erasureId, Instant now)
      throws SQLException {
    Database.update(connection, "UPDATE erasure SET completed_at = ? WHERE id = ?", now, erasureId);
    Database.update(connection, "DELETE FROM erasure_work WHERE erasure_id = ?", erasureId);
  }
}
