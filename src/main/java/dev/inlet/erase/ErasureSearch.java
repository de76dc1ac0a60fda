package dev.inlet.erase;

import dev.inlet.contact.Person;
import dev.inlet.erase.ErasureWindow.Found;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Progress;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes what the first transaction of an erasure has left: first what the erased did themselves,
 * as far as it is too much for one transaction, then what names them in places where rows are not
 * found by their person. How far it is stands in the books, which move on in the transaction of
 * what was found; so a crash loses nothing.
 *
 * <p>Erasures take turns, so that a large one does not hold up the others. Instances that share a
 * database work on different ones.
 */
@Singleton
final class ErasureSearch {
  private final ErasureStore store;
  private final Progress progress;
  private final Archive archive;

  /** Whose turn it was; of the thread that advances alone. */
  private long last;

  ErasureSearch(ErasureStore store, Progress progress, Archive archive) {
    this.store = store;
    this.progress = progress;
    this.archive = archive;
  }

  /**
   * Notes that an erasure has everything to look through, in its transaction.
   *
   * @param active those of whom something is left that they did
   * @param upTo the journal's end
   * @param changesUpTo the end of the feed of changes
   */
  static void begin(
      ErasureBooks books,
      long erasureId,
      String accountId,
      Collection<Person> active,
      long upTo,
      long changesUpTo) {
    Place first = active.isEmpty() ? Place.EVENT : Place.OWN_EVENT;
    books.search(
        new ErasureWork(erasureId, accountId, first, first.beginning(), upTo, changesUpTo), active);
  }

  /** Looks through the next window; false when there is nothing to look through now. */
  boolean advance(Instant now) {
    for (long erasureId : inTurn(store.besideCalls(step -> step.books().unfinished()))) {
      if (store.besideCalls(step -> advance(step, erasureId, now))) {
        last = erasureId;
        return true;
      }
    }
    return false;
  }

  /** The one after the last first. */
  private List<Long> inTurn(List<Long> unfinished) {
    return Stream.concat(
            unfinished.stream().filter(id -> id > last),
            unfinished.stream().filter(id -> id <= last))
        .toList();
  }

  private boolean advance(ErasureTransaction step, long erasureId, Instant now) {
    Optional<ErasureWork> work = step.books().lock(erasureId);
    return work.isPresent() && advance(step, work.get(), now);
  }

  private boolean advance(ErasureTransaction step, ErasureWork work, Instant now) {
    if (work.place() == Place.NOWHERE) {
      boolean isClean = step.books().unclean(1).isEmpty();
      if (isClean) {
        step.books().complete(work.erasureId(), now);
      }
      return isClean;
    }
    Found found = new ErasureWindow(step, work).look(archive, progress.mark());
    step.books().add(work.erasureId(), found.removed());
    step.books().move(found.isAll() ? work.inNextPlace() : work.scannedTo(found.scanned()));
    return found.isAhead(work);
  }
}
