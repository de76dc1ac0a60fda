package dev.inlet.storage.jdbc;

import dev.inlet.codec.RawMessage;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.Erasures;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.process.Progress;
import dev.inlet.process.Tombstones.Unclean;
import dev.inlet.receive.Archive;
import dev.inlet.receive.Journal;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Erases in two parts. The first is one transaction under the processor's lock: rows go, tombstones
 * come. The second looks through what is not found by its person, a window at a time; what it finds
 * in the journal, which may be another database, is noted first and removed afterwards, so that
 * each step can be repeated and the receipt counts everything once.
 */
@Singleton
final class JdbcErasures implements Erasures {
  private static final int SWEPT_AT_ONCE = 256;

  private final Database database;
  private final Progress progress;
  private final Journal journal;
  private final Archive archive;
  private final ContactStore contacts;
  private final TombstoneKey key;
  private final ErasureSearch search;

  JdbcErasures(
      Database database,
      Progress progress,
      Journal journal,
      Archive archive,
      ContactStore contacts,
      TombstoneKey key,
      ErasureSearch search) {
    this.database = database;
    this.progress = progress;
    this.journal = journal;
    this.archive = archive;
    this.contacts = contacts;
    this.key = key;
    this.search = search;
  }

  @Override
  public Optional<Erasure> begin(String accountId, String contactId, Instant now) {
    return database.writeThrough(
        connection -> {
          progress.lockMark();
          List<Person> people = contacts.peopleOf(accountId, contactId);
          Map<Kind, Long> removed = new ErasedRows(connection, accountId, people).remove();
          if (removed.isEmpty()) {
            return earlier(connection, accountId, people);
          }
          PersonDigest digest = key.digestForErasing(connection);
          long id = ErasureRows.insert(connection, accountId, now, removed);
          long upTo = journal.last();
          bury(connection, digests(digest, accountId, people), id, now, upTo);
          search.begin(connection, id, accountId, upTo);
          return find(accountId, id);
        });
  }

  private static List<String> digests(PersonDigest digest, String accountId, List<Person> people) {
    return people.stream().map(person -> digest.of(accountId, person)).toList();
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
    var delete = new Batch(connection, "DELETE FROM tombstone WHERE digest = ?");
    var insert =
        new Batch(
            connection,
            "INSERT INTO tombstone (digest, erasure_id, erased_at, up_to) VALUES (?, ?, ?, ?)");
    for (String digest : digests) {
      delete.add(digest);
      insert.add(digest, id, now, upTo);
    }
    delete.execute();
    insert.execute();
  }

  @Override
  public boolean advance(Instant now) {
    return sweep() || search.advance(now);
  }

  /** Cleans the journal of the calls that were noted, and only then forgets them. */
  private boolean sweep() {
    List<Unclean> calls = database.read(JdbcErasures::unclean);
    if (calls.isEmpty()) {
      return false;
    }
    // A power cut must not take back that they are processed once they are gone.
    database.force();
    archive.remove(seqs(calls, true));
    archive.rewrite(seqs(calls, false), RawMessage::withoutAnonymousId);
    database.write(
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
    return database.read(
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
    return database.read(
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
