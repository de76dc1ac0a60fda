package dev.inlet.storage.jdbc.erase;

import dev.inlet.codec.RawMessage;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.Erasures;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Progress;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.contact.KnownIds;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Erases in two parts. The first is one transaction under the processor's lock, as short as those
 * of the processor: tombstones come, and rows go, of events and pages as many as take a moment. The
 * second removes the others, and looks through what is not found by its person, a window at a time;
 * what it finds in the journal, which may be another database, is noted first and removed
 * afterwards, so that each step can be repeated and the receipt counts everything once.
 */
@Singleton
final class JdbcErasures implements Erasures {
  private static final int SWEPT_AT_ONCE = 256;
  private static final int BURIED_AT_ONCE = 1_000;

  private final Database database;
  private final AdminDatabase administration;
  private final Progress progress;
  private final Journal journal;
  private final Archive archive;
  private final TombstoneKey key;
  private final ErasureSearch search;

  JdbcErasures(
      Database database,
      AdminDatabase administration,
      Progress progress,
      Journal journal,
      Archive archive,
      TombstoneKey key,
      ErasureSearch search) {
    this.database = database;
    this.administration = administration;
    this.progress = progress;
    this.journal = journal;
    this.archive = archive;
    this.key = key;
    this.search = search;
  }

  @Override
  public Optional<Erasure> begin(String accountId, String contactId, Instant now) {
    try {
      return database.writeThrough(
          connection -> {
            progress.lockMark();
            List<Person> people = KnownIds.peopleOf(connection, accountId, contactId);
            var rows = new ErasedRows(connection, accountId, people);
            return rows.any(erasedUpTo(connection, accountId, people))
                ? Optional.of(begin(connection, accountId, people, rows, journal.last(), now))
                : earlier(connection, accountId, people);
          });
    } catch (JdbcFailure e) {
      throw AdminDatabase.failure(e.sqlException());
    }
  }

  @Override
  public void erase(String accountId, List<Person> named, long upTo, Instant at) {
    database.write(
        connection -> {
          Set<Person> people = new LinkedHashSet<>();
          for (Person person : named) {
            people.addAll(KnownIds.peopleOf(connection, accountId, person));
          }
          List<Person> all = List.copyOf(people);
          var rows = new ErasedRows(connection, accountId, all);
          return begin(connection, accountId, all, rows, upTo, at);
        });
  }

  private Erasure begin(
      Connection connection,
      String accountId,
      List<Person> people,
      ErasedRows rows,
      long upTo,
      Instant now)
      throws SQLException {
    PersonDigest digest = key.digestForErasing(connection);
    Map<Kind, Long> removed = rows.remove();
    long id = ErasureRows.insert(connection, accountId, now, removed);
    bury(connection, digests(digest, accountId, people), id, now, upTo);
    search.begin(connection, id, accountId, rows.unfinished(), upTo);
    return new Erasure(id, now, removed, null);
  }

  private static List<String> digests(PersonDigest digest, String accountId, List<Person> people) {
    return people.stream().map(person -> digest.of(accountId, person)).toList();
  }

  /** Up to where in the journal these people were erased before. */
  private Map<Person, Long> erasedUpTo(Connection connection, String accountId, List<Person> people)
      throws SQLException {
    PersonDigest digest = key.digest(connection);
    if (digest == null) {
      return Map.of();
    }
    var byDigest = new HashMap<String, Person>();
    people.forEach(person -> byDigest.put(digest.of(accountId, person), person));
    record Erased(String digest, long upTo) {}
    var upTo = new HashMap<Person, Long>();
    Database.list(
            connection,
            "SELECT t.digest, t.up_to FROM tombstone t WHERE t.digest = ANY(?)",
            row -> new Erased(row.getString(1), row.getLong(2)),
            byDigest.keySet())
        .forEach(one -> upTo.put(Objects.requireNonNull(byDigest.get(one.digest())), one.upTo()));
    return upTo;
  }

  private Optional<Erasure> earlier(Connection connection, String accountId, List<Person> people)
      throws SQLException {
    PersonDigest digest = key.digest(connection);
    if (digest == null) {
      return Optional.empty();
    }
    return Database.find(
        connection,
        "SELECT e.* FROM UNNEST(?) AS k (digest) JOIN tombstone t ON t.digest = k.digest"
            + " JOIN erasure e ON e.id = t.erasure_id WHERE e.account_id = ?"
            + " ORDER BY e.id DESC LIMIT 1",
        ErasureRows::row,
        digests(digest, accountId, people),
        accountId);
  }

  private static void bury(
      Connection connection, List<String> digests, long id, Instant now, long upTo)
      throws SQLException {
    for (int from = 0; from < digests.size(); from += BURIED_AT_ONCE) {
      Database.update(
          connection,
          "DELETE FROM tombstone WHERE digest = ANY(?)",
          digests.subList(from, Math.min(from + BURIED_AT_ONCE, digests.size())));
    }
    var insert =
        new Batch(
            connection,
            "INSERT INTO tombstone (digest, erasure_id, erased_at, up_to) VALUES (?, ?, ?, ?)");
    for (String digest : digests) {
      insert.add(digest, id, now, upTo);
    }
    insert.execute();
  }

  @Override
  public boolean advance(Instant now) {
    return sweep() || search.advance(now);
  }

  /** Cleans the journal of the calls that were noted, and only then forgets them. */
  private boolean sweep() {
    List<Unclean> calls = administration.work(JdbcErasures::unclean);
    if (calls.isEmpty()) {
      return false;
    }
    // A power cut must not take back that they are processed once they are gone.
    administration.force();
    archive.remove(seqs(calls, true));
    archive.rewrite(seqs(calls, false), RawMessage::withoutAnonymousId);
    administration.work(
        connection -> {
          swept(connection, calls);
          return null;
        });
    return true;
  }

  private static List<Unclean> unclean(Connection connection) throws SQLException {
    return Database.list(
        connection,
        "SELECT seq, erasure_id, entirely FROM unclean_call ORDER BY seq LIMIT ?",
        row -> new Unclean(row.getLong(1), row.getLong(2), row.getBoolean(3)),
        SWEPT_AT_ONCE);
  }

  private static List<Long> seqs(List<Unclean> calls, boolean entirely) {
    return calls.stream().filter(call -> call.entirely() == entirely).map(Unclean::seq).toList();
  }

  private static void swept(Connection connection, List<Unclean> calls) throws SQLException {
    Map<Long, List<Unclean>> byErasure =
        calls.stream().collect(Collectors.groupingBy(Unclean::erasureId));
    for (Map.Entry<Long, List<Unclean>> erasure : byErasure.entrySet()) {
      for (boolean entirely : new boolean[] {true, false}) {
        var delete = new Batch(connection, "DELETE FROM unclean_call WHERE seq = ?");
        for (long seq : seqs(erasure.getValue(), entirely)) {
          delete.add(seq);
        }
        long count = delete.execute();
        if (count > 0) {
          Kind kind = entirely ? Kind.CALLS : Kind.STRUCK_OUT;
          ErasureRows.add(connection, erasure.getKey(), Map.of(kind, count));
        }
      }
    }
  }

  @Override
  public Optional<Erasure> find(String accountId, long id) {
    return administration.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM erasure WHERE account_id = ? AND id = ?",
                ErasureRows::row,
                accountId,
                id));
  }

  @Override
  public Listing<Erasure> list(String accountId, Window window) {
    return administration.read(
        connection ->
            window.listing(
                Database.list(
                    connection,
                    "SELECT * FROM erasure WHERE account_id = ? AND id < ?"
                        + " ORDER BY account_id DESC, id DESC LIMIT ?",
                    ErasureRows::row,
                    accountId,
                    window.before(),
                    window.probe()),
                Erasure::id));
  }
}
