package dev.inlet.erase;

import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.KeptRows.Activity;
import dev.inlet.erase.KeptRows.Known;
import dev.inlet.erase.KeptRows.Part;
import dev.inlet.erase.Tombstones.Somebody;
import dev.inlet.erase.Tombstones.Tombstone;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.NewChange.Source;
import dev.inlet.journal.CallCopies;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Progress;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Erases people, in two parts. The first is one transaction under the processor's lock, as short as
 * those of the processor: tombstones come, and rows go, of events and pages as many as take a
 * moment. The second removes the others, and looks through what is not found by its person, a
 * window at a time; what it finds in the journal, which may be another database, is noted first and
 * removed afterwards, so that each step can be repeated and the receipt counts everything once.
 *
 * <p>Scoped by account. Every call may block.
 */
@Singleton
public final class Erasures {
  private final ErasureStore store;
  private final Tombstones tombstones;
  private final Progress progress;
  private final Journal journal;
  private final ChangeStore changes;
  private final JournalCleaning cleaning;
  private final ErasureSearch search;
  private final @Nullable CallCopies copies;

  Erasures(
      ErasureStore store,
      Tombstones tombstones,
      Progress progress,
      Journal journal,
      ChangeStore changes,
      JournalCleaning cleaning,
      ErasureSearch search,
      @Nullable CallCopies copies) {
    this.store = store;
    this.tombstones = tombstones;
    this.progress = progress;
    this.journal = journal;
    this.changes = changes;
    this.cleaning = cleaning;
    this.search = search;
    this.copies = copies;
  }

  /**
   * Until when calls as they were sent may stay where none can be erased, for a receipt; null where
   * there is no such place.
   */
  public @Nullable Instant copiesGoneBy(Erasure receipt) {
    return copies == null ? null : copies.goneBy(receipt.erasedAt());
  }

  /**
   * Removes a contact, and what was made of the calls about it, in one short and durable
   * transaction that leaves tombstones: from then on, no call older than the erasure has an effect.
   * Events and pages beyond some thousand, and the calls as they were sent, are left to {@link
   * #advance}.
   *
   * @param contactId as for {@link dev.inlet.contact.ContactStore#find}; people who were never
   *     identified but did something count too
   * @return the receipt; the one it already has, when that person was erased before and did not
   *     come back; empty when nobody is known by that id
   */
  public Optional<Erasure> begin(String accountId, String contactId, Instant now) {
    return store.durably(
        transaction -> {
          progress.lockMark();
          KeptRows rows = transaction.rows();
          List<Person> people = rows.peopleOf(accountId, contactId);
          Known known = rows.known(accountId, people);
          Map<Person, Tombstone> earlier = tombstones(accountId, people);
          if (known.isEmpty() && !haveActed(transaction, accountId, people, earlier)) {
            return receipt(transaction.books(), accountId, earlier.values());
          }
          Erasure begun = begin(transaction, accountId, people, known, journal.last(), now);
          NewChange erased = NewChange.contactErased(people, Source.NONE);
          changes.append(now, Map.of(accountId, List.of(erased)));
          return Optional.of(begun);
        });
  }

  /**
   * Removes people likewise who are to be erased by calls, as part of the caller's transaction,
   * which has locked the mark. There is one receipt for all of them, even if nothing is known of
   * any: what comes late about them has no effect either.
   *
   * @param named whom the calls name; their contacts go
   * @param upTo the place in the journal of the last of those calls
   * @param at when that was stored
   * @return all ids of each of them, the one they were known under first, for the caller to tell
   *     of; empty when nothing was removed at all
   */
  public Map<Person, List<Person>> erase(
      String accountId, Collection<Person> named, long upTo, Instant at) {
    return store.amongCalls(
        transaction -> {
          KeptRows rows = transaction.rows();
          var contacts = new LinkedHashMap<Person, List<Person>>();
          named.forEach(person -> contacts.put(person, rows.peopleOf(accountId, person)));
          List<Person> people =
              contacts.values().stream().flatMap(List::stream).distinct().toList();
          Known known = rows.known(accountId, people);
          Erasure begun = begin(transaction, accountId, people, known, upTo, at);
          return begun.removed().isEmpty() ? Map.of() : contacts;
        });
  }

  private Map<Person, Tombstone> tombstones(String accountId, List<Person> people) {
    var found = new HashMap<Person, Tombstone>();
    tombstones
        .find(people.stream().map(person -> new Somebody(accountId, person)).toList())
        .forEach((somebody, tombstone) -> found.put(somebody.person(), tombstone));
    return found;
  }

  /** Whether they did anything, but for what an earlier erasure has still to remove. */
  private static boolean haveActed(
      ErasureTransaction transaction,
      String accountId,
      List<Person> people,
      Map<Person, Tombstone> earlier) {
    for (Activity activity : Activity.values()) {
      for (Map.Entry<Person, Long> latest :
          transaction.rows().latest(activity, accountId, people).entrySet()) {
        Tombstone tombstone = earlier.get(latest.getKey());
        if (tombstone == null
            || latest.getValue() > tombstone.upTo()
            || latest.getValue() < 0 && isCompleted(transaction.books(), accountId, tombstone)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Then what was imported, which stands below the journal, has come since. */
  private static boolean isCompleted(ErasureBooks books, String accountId, Tombstone tombstone) {
    return books
        .receipt(accountId, tombstone.erasureId())
        .filter(receipt -> receipt.completedAt() != null)
        .isPresent();
  }

  /** The receipt of the latest of several erasures. */
  private static Optional<Erasure> receipt(
      ErasureBooks books, String accountId, Collection<Tombstone> tombstones) {
    return tombstones.stream()
        .map(Tombstone::erasureId)
        .max(Long::compare)
        .flatMap(erasureId -> books.receipt(accountId, erasureId));
  }

  private Erasure begin(
      ErasureTransaction transaction,
      String accountId,
      List<Person> people,
      Known known,
      long upTo,
      Instant now) {
    KeptRows rows = transaction.rows();
    ErasureBooks books = transaction.books();
    var removed = new EnumMap<Kind, Long>(Kind.class);
    removed.putAll(rows.remove(accountId, known));
    Set<Person> active = removeActivity(rows, accountId, people, removed);
    long id = books.begin(accountId, now, removed);
    books.bury(accountId, people, new Tombstone(id, now, upTo));
    ErasureSearch.begin(books, id, accountId, active, upTo, changes.last());
    return new Erasure(id, now, removed, null);
  }

  /** Removes a moment's worth of what they did; returns those of whom something may be left. */
  private static Set<Person> removeActivity(
      KeptRows rows, String accountId, List<Person> people, Map<Kind, Long> removed) {
    if (people.size() > ErasureWindow.PEOPLE) {
      return new LinkedHashSet<>(people);
    }
    var active = new LinkedHashSet<Person>();
    for (Activity activity : Activity.values()) {
      Part piece = rows.remove(activity, accountId, people, Long.MAX_VALUE);
      if (piece.removed() > 0) {
        removed.put(activity.kind(), piece.removed());
      }
      if (!piece.isAll()) {
        active.addAll(people);
      }
    }
    return active;
  }

  /**
   * Goes a small step further with what is left of all erasures; a step that was interrupted is
   * done again.
   *
   * @return whether there is more to do at once
   */
  public boolean advance(Instant now) {
    return cleaning.advanceByMany() || search.advance(now) || cleaning.advance();
  }

  /** One receipt. */
  public Optional<Erasure> find(String accountId, long id) {
    return store.find(accountId, id);
  }

  /** Whether something is left to do for an erasure in this account. */
  public boolean isUnfinished(String accountId) {
    return store.list(accountId, Window.newest(Window.MAX_LIMIT)).items().stream()
        .anyMatch(one -> one.completedAt() == null);
  }

  /** All receipts, newest first. */
  public Listing<Erasure> list(String accountId, Window window) {
    return store.list(accountId, window);
  }
}
