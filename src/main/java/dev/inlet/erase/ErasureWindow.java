package dev.inlet.erase;

import dev.inlet.codec.RawMessage;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.ErasureBooks.Numbered;
import dev.inlet.erase.KeptRows.Activity;
import dev.inlet.erase.KeptRows.Beside;
import dev.inlet.erase.KeptRows.Part;
import dev.inlet.erase.KeptRows.Raw;
import dev.inlet.erase.NamedPeople.Removal;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.forward.Piece;
import dev.inlet.journal.Archive;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One window of a search for the people of one erasure. Whom a row names is read as the processor
 * reads it; nothing here knows their ids, but for those who have something left that they did.
 */
final class ErasureWindow {
  /** How many people are asked about at a time. */
  static final int PEOPLE = 50;

  static final int ROWS = 1_000;

  /** Bodies may be large. */
  static final int BODIES = 16;

  static final int CALLS = 256;

  /** Of the feed. */
  static final int PIECES = 64;

  /**
   * What a window came to.
   *
   * @param scanned how far the place has been looked through
   * @param isAll whether that is all of it
   */
  record Found(long scanned, boolean isAll, Map<Kind, Long> removed) {

    /** Whether that is more than there was before. */
    boolean isAhead(ErasureWork work) {
      return isAll || scanned > work.scanned() || !removed.isEmpty();
    }
  }

  private final ErasureBooks books;
  private final KeptRows rows;
  private final ErasureWork work;

  ErasureWindow(ErasureTransaction transaction, ErasureWork work) {
    this.books = transaction.books();
    this.rows = transaction.rows();
    this.work = work;
  }

  /**
   * Looks through the next window of the place where the search is.
   *
   * @param mark up to where the journal is processed; what follows is the processor's to leave out
   */
  Found look(Archive archive, long mark) {
    return switch (work.place()) {
      case OWN_EVENT -> own(Activity.EVENT);
      case OWN_PAGE_VIEW -> own(Activity.PAGE_VIEW);
      case EVENT -> activities(Activity.EVENT);
      case PAGE_VIEW -> activities(Activity.PAGE_VIEW);
      case CHANGE -> changes();
      case SET_ASIDE -> setAside();
      case REFUSED_DELIVERY -> refused();
      case JOURNAL -> journal(archive, mark);
      case NOWHERE -> throw new IllegalArgumentException("there is nothing to look through");
    };
  }

  /** Of some of those who have something left, a piece of that; the last place forgets them. */
  private Found own(Activity activity) {
    List<Numbered> people = books.active(work.erasureId(), work.scanned(), PEOPLE);
    if (people.isEmpty()) {
      if (work.place() == Place.OWN_PAGE_VIEW) {
        books.forgetActive(work.erasureId());
      }
      return new Found(work.scanned(), true, Map.of());
    }
    Part piece =
        rows.remove(
            activity,
            work.accountId(),
            people.stream().map(Numbered::person).toList(),
            work.upTo() + 1);
    return new Found(
        piece.isAll() ? people.getLast().number() : work.scanned(),
        false,
        counts(activity.kind(), piece.removed()));
  }

  /** What the erased did themselves is gone; their anonymousId may stand beside another user. */
  private Found activities(Activity activity) {
    Predicate<Person> isErased = books.erasedBy(work);
    List<Beside> window =
        rows.activities(activity, work.accountId(), work.scanned(), work.upTo(), ROWS);
    List<Long> naming =
        window.stream()
            .filter(
                row ->
                    row.anonymousId() != null && isErased.test(Person.anonymous(row.anonymousId())))
            .map(Beside::seq)
            .toList();
    return new Found(
        window.isEmpty() ? work.scanned() : window.getLast().seq(),
        window.size() < ROWS,
        counts(Kind.STRUCK_OUT, rows.strikeOut(activity, naming)));
  }

  /** What else the feed says of the erased is found no more, since it says whom, and not what. */
  private Found changes() {
    if (work.scanned() == 0) {
      rows.emptyAnswers(work.accountId());
    }
    Predicate<Person> isErased = books.erasedBy(work);
    List<Piece> window = rows.changes(work.accountId(), work.scanned(), work.changesUpTo(), PIECES);
    rows.rewriteChanges(
        window.stream()
            .flatMap(
                piece -> {
                  Piece without = piece.without(isErased);
                  return without == piece ? Stream.empty() : Stream.of(without);
                })
            .toList());
    return new Found(
        window.isEmpty() ? work.scanned() : window.getLast().number(),
        window.size() < PIECES,
        Map.of());
  }

  private Found setAside() {
    Predicate<Person> isErased = books.erasedBy(work);
    List<Raw> window = rows.setAside(work.accountId(), work.scanned(), work.upTo(), BODIES);
    var removed = new ArrayList<Long>();
    var rewritten = new LinkedHashMap<Long, byte[]>();
    for (Raw row : window) {
      switch (NamedPeople.in(row.body(), row.type()).removal(isErased)) {
        case NOTHING -> {}
        case ANONYMOUS_ID -> rewritten.put(row.place(), RawMessage.withoutAnonymousId(row.body()));
        case ENTIRELY -> removed.add(row.place());
      }
    }
    Map<Kind, Long> counts = counts(Kind.SET_ASIDE, rows.removeSetAside(removed));
    counts.putAll(counts(Kind.STRUCK_OUT, rows.rewriteSetAside(rewritten)));
    return found(window, counts);
  }

  /** A body that does not say whom it is about may be about anybody, so it goes. */
  private Found refused() {
    Predicate<Person> isErased = books.erasedBy(work);
    List<Raw> window = rows.refused(work.accountId(), work.scanned(), BODIES);
    var removed = new ArrayList<Long>();
    var emptied = new ArrayList<Long>();
    for (Raw row : window) {
      NamedPeople named = NamedPeople.in(row.body(), row.type());
      if (named.all().anyMatch(isErased)) {
        removed.add(row.place());
      } else if (named.about().isEmpty()) {
        emptied.add(row.place());
      }
    }
    Map<Kind, Long> counts = counts(Kind.REFUSED_DELIVERIES, rows.removeRefused(removed));
    counts.putAll(counts(Kind.REFUSED_BODIES, rows.emptyRefused(emptied)));
    return found(window, counts);
  }

  private Found found(List<Raw> window, Map<Kind, Long> removed) {
    return new Found(
        window.isEmpty() ? work.scanned() : window.getLast().place(),
        window.size() < BODIES,
        removed);
  }

  /** Only notes what names the erased: the journal may be another database. */
  private Found journal(Archive archive, long mark) {
    long after = Math.max(work.scanned(), archive.first() - 1);
    long to = Math.min(after + CALLS, Math.min(mark, work.upTo()));
    books.noteUnclean(unclean(archive, after, to));
    long scanned = Math.max(to, work.scanned());
    return new Found(scanned, scanned >= work.upTo(), Map.of());
  }

  private List<Unclean> unclean(Archive archive, long after, long to) {
    Predicate<Person> isErased = books.erasedBy(work);
    var unclean = new ArrayList<Unclean>();
    archive.between(
        work.accountId(),
        after,
        to,
        call -> {
          Removal removal =
              NamedPeople.in(call.entry().body(), call.entry().type()).removal(isErased);
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
