package dev.inlet.storage.jdbc.erase;

import dev.inlet.call.CallType;
import dev.inlet.codec.RawMessage;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.NamedPeople;
import dev.inlet.erase.NamedPeople.Removal;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.journal.Archive;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.activity.ActivityTable;
import dev.inlet.storage.jdbc.erase.ErasureSearch.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One window of a search for the people of one erasure. Whom a row names is read as the processor
 * reads it, and compared by its digest; nothing here knows their ids.
 */
final class ErasureWindow {
  private static final int ROWS = 1_000;

  /** Bodies may be large. */
  private static final int BODIES = 16;

  private static final int CALLS = 256;

  /** Where to look, in this order. */
  enum Place {
    /** What the erased did themselves, as far as the first transaction has left it. */
    OWN_EVENT,
    OWN_PAGE_VIEW,
    EVENT,
    PAGE_VIEW,
    SET_ASIDE,
    REFUSED_DELIVERY,
    JOURNAL,
    NOWHERE
  }

  /**
   * What a window came to.
   *
   * @param scanned how far the place has been looked through
   * @param isAll whether that is all of it
   */
  record Found(long scanned, boolean isAll, Map<Kind, Long> removed) {

    /** Whether that is more than there was before. */
    boolean isAhead(Work work) {
      return isAll || scanned > work.scanned() || !removed.isEmpty();
    }
  }

  private record Activity(long seq, @Nullable String anonymousId) {}

  private record Raw(long id, @Nullable CallType type, byte[] body) {}

  private final Connection connection;
  private final Work work;
  private final PersonDigest digest;
  private final Set<String> erased = new HashSet<>();

  ErasureWindow(Connection connection, Work work, PersonDigest digest) {
    this.connection = connection;
    this.work = work;
    this.digest = digest;
  }

  /**
   * @param mark up to where the journal is processed; what follows is the processor's to leave out
   */
  Found look(Archive archive, long mark) throws SQLException {
    if (work.place().compareTo(Place.EVENT) >= 0) {
      loadErased();
    }
    return switch (work.place()) {
      case OWN_EVENT -> own(ActivityTable.EVENTS, Kind.EVENTS);
      case OWN_PAGE_VIEW -> own(ActivityTable.PAGE_VIEWS, Kind.PAGES);
      case EVENT -> activities("event");
      case PAGE_VIEW -> activities("page_view");
      case SET_ASIDE -> setAside();
      case REFUSED_DELIVERY -> refused();
      case JOURNAL -> journal(archive, mark);
      case NOWHERE -> throw new IllegalArgumentException("there is nothing to look through");
    };
  }

  private void loadErased() throws SQLException {
    erased.addAll(
        Database.list(
            connection,
            "SELECT digest FROM tombstone WHERE erasure_id = ?",
            row -> row.getString(1),
            work.erasureId()));
  }

  private boolean isErased(Person person) {
    return erased.contains(digest.of(work.accountId(), person));
  }

  /** Of some of those who have something left, a piece of that; the last place forgets them. */
  private Found own(ActivityTable<?> table, Kind kind) throws SQLException {
    record Numbered(long number, Person person) {}
    List<Numbered> people =
        Database.list(
            connection,
            "SELECT number, person FROM erasure_person WHERE erasure_id = ? AND number > ?"
                + " ORDER BY erasure_id, number LIMIT ?",
            row -> new Numbered(row.getLong(1), Person.fromKey(row.getString(2))),
            work.erasureId(),
            work.scanned(),
            ErasedActivity.PEOPLE);
    if (people.isEmpty()) {
      if (work.place() == Place.OWN_PAGE_VIEW) {
        Database.update(
            connection, "DELETE FROM erasure_person WHERE erasure_id = ?", work.erasureId());
      }
      return new Found(work.scanned(), true, Map.of());
    }
    ErasedActivity.Piece piece =
        new ErasedActivity(connection, work.accountId())
            .remove(table, people.stream().map(Numbered::person).toList(), work.upTo() + 1);
    return new Found(
        piece.isAll() ? people.getLast().number() : work.scanned(),
        false,
        counts(kind, piece.removed()));
  }

  /** What the erased did themselves is gone; their anonymousId may stand beside another user. */
  private Found activities(String table) throws SQLException {
    List<Activity> rows =
        Database.list(
            connection,
            "SELECT seq, anonymous_id FROM "
                + table
                + " WHERE account_id = ? AND seq > ? AND seq <= ? ORDER BY account_id, seq LIMIT ?",
            row -> new Activity(row.getLong(1), row.getString(2)),
            work.accountId(),
            work.scanned(),
            work.upTo(),
            ROWS);
    var update =
        new Batch(connection, "UPDATE " + table + " SET anonymous_id = NULL WHERE seq = ?");
    for (Activity row : rows) {
      if (row.anonymousId() != null && isErased(Person.anonymous(row.anonymousId()))) {
        update.add(row.seq());
      }
    }
    long struckOut = update.execute();
    return new Found(
        rows.isEmpty() ? work.scanned() : rows.getLast().seq(),
        rows.size() < ROWS,
        counts(Kind.STRUCK_OUT, struckOut));
  }

  private Found setAside() throws SQLException {
    List<Raw> rows =
        Database.list(
            connection,
            "SELECT seq, type, body FROM set_aside"
                + " WHERE account_id = ? AND seq > ? AND seq <= ? ORDER BY account_id, seq LIMIT ?",
            row ->
                new Raw(
                    row.getLong(1), CallType.named(row.getString(2)).orElse(null), row.getBytes(3)),
            work.accountId(),
            work.scanned(),
            work.upTo(),
            BODIES);
    var delete = new Batch(connection, "DELETE FROM set_aside WHERE seq = ?");
    var update = new Batch(connection, "UPDATE set_aside SET body = ? WHERE seq = ?");
    for (Raw row : rows) {
      switch (NamedPeople.in(row.body(), row.type()).removal(this::isErased)) {
        case NOTHING -> {}
        case ANONYMOUS_ID -> update.add(RawMessage.withoutAnonymousId(row.body()), row.id());
        case ENTIRELY -> delete.add(row.id());
      }
    }
    Map<Kind, Long> removed = counts(Kind.SET_ASIDE, delete.execute());
    removed.putAll(counts(Kind.STRUCK_OUT, update.execute()));
    return found(rows, removed);
  }

  /** A body that does not say whom it is about may be about anybody, so it goes. */
  private Found refused() throws SQLException {
    List<Raw> rows =
        Database.list(
            connection,
            "SELECT id, body FROM refused_delivery"
                + " WHERE account_id = ? AND id > ? AND body IS NOT NULL"
                + " ORDER BY account_id, id LIMIT ?",
            row -> new Raw(row.getLong(1), null, row.getBytes(2)),
            work.accountId(),
            work.scanned(),
            BODIES);
    var delete = new Batch(connection, "DELETE FROM refused_delivery WHERE id = ?");
    var update =
        new Batch(
            connection, "UPDATE refused_delivery SET body = NULL, settings = NULL WHERE id = ?");
    for (Raw row : rows) {
      NamedPeople named = NamedPeople.in(row.body(), null);
      if (named.all().anyMatch(this::isErased)) {
        delete.add(row.id());
      } else if (named.about().isEmpty()) {
        update.add(row.id());
      }
    }
    Map<Kind, Long> removed = counts(Kind.REFUSED_DELIVERIES, delete.execute());
    removed.putAll(counts(Kind.REFUSED_BODIES, update.execute()));
    return found(rows, removed);
  }

  private Found found(List<Raw> rows, Map<Kind, Long> removed) {
    return new Found(
        rows.isEmpty() ? work.scanned() : rows.getLast().id(), rows.size() < BODIES, removed);
  }

  /** Only notes what names the erased: the journal may be another database. */
  private Found journal(Archive archive, long mark) throws SQLException {
    long after = Math.max(work.scanned(), archive.first() - 1);
    long to = Math.min(after + CALLS, Math.min(mark, work.upTo()));
    var insert =
        new Batch(
            connection, "INSERT INTO unclean_call (seq, erasure_id, entirely) VALUES (?, ?, ?)");
    for (Unclean call : unclean(archive, after, to)) {
      insert.add(call.seq(), call.erasureId(), call.entirely());
    }
    insert.execute();
    long scanned = Math.max(to, work.scanned());
    return new Found(scanned, scanned >= work.upTo(), Map.of());
  }

  private List<Unclean> unclean(Archive archive, long after, long to) {
    var unclean = new ArrayList<Unclean>();
    archive.between(
        work.accountId(),
        after,
        to,
        call -> {
          Removal removal =
              NamedPeople.in(call.entry().body(), call.entry().type()).removal(this::isErased);
          if (removal != Removal.NOTHING) {
            unclean.add(new Unclean(call.seq(), work.erasureId(), removal == Removal.ENTIRELY));
          }
        });
    return unclean;
  }

  /** In a map of its own; empty for none. */
  private static Map<Kind, Long> counts(Kind kind, long count) {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    if (count > 0) {
      counts.put(kind, count);
    }
    return counts;
  }
}
