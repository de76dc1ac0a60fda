package dev.inlet.storage.jdbc.erase;

import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.ErasureBooks;
import dev.inlet.erase.ErasureWork;
import dev.inlet.erase.Place;
import dev.inlet.erase.Tombstones.Tombstone;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Receipts, tombstones, and what is left to do, as rows. */
final class JdbcErasureBooks implements ErasureBooks {
  private static final int BURIED_AT_ONCE = 1_000;

  private final Connection connection;
  private final TombstoneKey key;

  JdbcErasureBooks(Connection connection, TombstoneKey key) {
    this.connection = connection;
    this.key = key;
  }

  private <T extends @Nullable Object> T on(Database.Work<T> work) {
    return Database.checked(work, connection);
  }

  @Override
  public Optional<Erasure> receipt(String accountId, long erasureId) {
    return on(open -> ErasureRows.find(open, accountId, erasureId));
  }

  @Override
  public long begin(String accountId, Instant now, Map<Kind, Long> removed) {
    return on(open -> ErasureRows.insert(open, accountId, now, removed));
  }

  @Override
  public void bury(String accountId, Collection<Person> people, Tombstone tombstone) {
    on(
        open -> {
          PersonDigest digest = key.digestForErasing(open);
          List<String> digests =
              people.stream().map(person -> digest.of(accountId, person)).toList();
          for (int from = 0; from < digests.size(); from += BURIED_AT_ONCE) {
            Database.update(
                open,
                "DELETE FROM tombstone WHERE digest = ANY(?)",
                digests.subList(from, Math.min(from + BURIED_AT_ONCE, digests.size())));
          }
          var insert =
              new Batch(
                  open,
                  "INSERT INTO tombstone (digest, erasure_id, erased_at, up_to)"
                      + " VALUES (?, ?, ?, ?)");
          for (String one : digests) {
            insert.add(one, tombstone.erasureId(), tombstone.erasedAt(), tombstone.upTo());
          }
          return insert.execute();
        });
  }

  @Override
  public void search(ErasureWork work, Collection<Person> active) {
    on(
        open -> {
          Database.update(
              open,
              "INSERT INTO erasure_work"
                  + " (erasure_id, account_id, place, scanned, up_to, changes_up_to)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              work.erasureId(),
              work.accountId(),
              work.place().name(),
              work.scanned(),
              work.upTo(),
              work.changesUpTo());
          var insert =
              new Batch(
                  open, "INSERT INTO erasure_person (erasure_id, number, person) VALUES (?, ?, ?)");
          long number = 0;
          for (Person person : active) {
            insert.add(work.erasureId(), ++number, person.key());
          }
          return insert.execute();
        });
  }

  @Override
  public List<Long> unfinished() {
    return on(
        open ->
            Database.list(
                open,
                "SELECT erasure_id FROM erasure_work ORDER BY erasure_id",
                row -> row.getLong(1)));
  }

  @Override
  public Optional<ErasureWork> lock(long erasureId) {
    return on(
        open ->
            Database.find(
                open,
                "SELECT * FROM erasure_work WHERE erasure_id = ? FOR UPDATE SKIP LOCKED",
                JdbcErasureBooks::work,
                erasureId));
  }

  private static ErasureWork work(ResultSet row) throws SQLException {
    return new ErasureWork(
        row.getLong("erasure_id"),
        row.getString("account_id"),
        Place.valueOf(row.getString("place")),
        row.getLong("scanned"),
        row.getLong("up_to"),
        row.getLong("changes_up_to"));
  }

  @Override
  public void move(ErasureWork work) {
    on(
        open ->
            Database.update(
                open,
                "UPDATE erasure_work SET place = ?, scanned = ? WHERE erasure_id = ?",
                work.place().name(),
                work.scanned(),
                work.erasureId()));
  }

  @Override
  public void add(long erasureId, Map<Kind, Long> removed) {
    on(
        open -> {
          ErasureRows.add(open, erasureId, removed);
          return null;
        });
  }

  @Override
  public void complete(long erasureId, Instant now) {
    on(
        open -> {
          Database.update(open, "UPDATE erasure SET completed_at = ? WHERE id = ?", now, erasureId);
          return Database.update(open, "DELETE FROM erasure_work WHERE erasure_id = ?", erasureId);
        });
  }

  @Override
  public Predicate<Person> erasedBy(ErasureWork work) {
    PersonDigest digest = Objects.requireNonNull(on(key::digest), "the tombstones' key");
    Set<String> erased =
        new HashSet<>(
            on(
                open ->
                    Database.list(
                        open,
                        "SELECT digest FROM tombstone WHERE erasure_id = ?",
                        row -> row.getString(1),
                        work.erasureId())));
    return person -> erased.contains(digest.of(work.accountId(), person));
  }

  @Override
  public List<Numbered> active(long erasureId, long after, int limit) {
    return on(
        open ->
            Database.list(
                open,
                "SELECT number, person FROM erasure_person WHERE erasure_id = ? AND number > ?"
                    + " ORDER BY erasure_id, number LIMIT ?",
                row -> new Numbered(row.getLong(1), Person.fromKey(row.getString(2))),
                erasureId,
                after,
                limit));
  }

  @Override
  public void forgetActive(long erasureId) {
    on(open -> Database.update(open, "DELETE FROM erasure_person WHERE erasure_id = ?", erasureId));
  }

  @Override
  public void noteUnclean(List<Unclean> calls) {
    on(open -> UncleanRows.insert(open, calls));
  }

  @Override
  public List<Unclean> unclean(int limit) {
    return on(open -> UncleanRows.oldest(open, limit));
  }

  @Override
  public long forgetUnclean(Collection<Long> seqs) {
    return on(open -> UncleanRows.delete(open, seqs));
  }
}
