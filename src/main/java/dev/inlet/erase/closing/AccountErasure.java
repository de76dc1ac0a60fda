package dev.inlet.erase.closing;

import dev.inlet.account.Authenticator;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.chore.Chore;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.ErasureBooks;
import dev.inlet.erase.ErasureStore;
import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.Piece;
import dev.inlet.journal.Archive;
import dev.inlet.journal.CallCopies;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Erases what closed accounts have, once their time has come, in steps as short as those of the
 * processor. How far it is stands in the transaction of what was removed; so a crash loses and
 * doubles nothing, and of several instances one does each step.
 *
 * <p>No call comes any more while it goes on: the keys were revoked long before.
 */
@Singleton
public final class AccountErasure implements Chore {
  /**
   * How long after their keys are gone refusals may still be noted: what instances remember of a
   * key, and what waits to be written.
   */
  static final Duration LATE_REFUSALS = Duration.ofSeconds(10);

  private static final int CALLS = 256;
  private static final int PIECES = 64;

  private final ClosingStore closings;
  private final ErasureStore erasures;
  private final Progress progress;
  private final Journal journal;
  private final Archive archive;
  private final ChangeStore changes;
  private final Authenticator authenticator;
  private final AuditLog audit;
  private final InstantSource clock;
  private final @Nullable CallCopies copies;

  AccountErasure(
      ClosingStore closings,
      ErasureStore erasures,
      Progress progress,
      Journal journal,
      Archive archive,
      ChangeStore changes,
      Authenticator authenticator,
      AuditLog audit,
      InstantSource clock,
      @Nullable CallCopies copies) {
    this.closings = closings;
    this.erasures = erasures;
    this.progress = progress;
    this.journal = journal;
    this.archive = archive;
    this.changes = changes;
    this.authenticator = authenticator;
    this.audit = audit;
    this.clock = clock;
    this.copies = copies;
  }

  /**
   * Until when calls as they were sent may stay where none can be erased, for a receipt; null where
   * there is no such place, or the account was reopened.
   */
  public @Nullable Instant copiesGoneBy(Closing closing) {
    return copies == null || closing.reopenedAt() != null
        ? null
        : copies.goneBy(closing.closedAt().plus(authenticator.longestTrust()));
  }

  @Override
  public boolean step() {
    return advance(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Goes a small step further; tells whether there is more to do at once. */
  public boolean advance(Instant now) {
    for (long id : closings.due(now)) {
      if (begin(id, now) || advance(id, now)) {
        return true;
      }
    }
    return false;
  }

  /** Under the processor's lock, since a receipt gets its number under it. */
  private boolean begin(long id, Instant now) {
    Closing closed = closings.find(id).orElse(null);
    if (closed == null || closed.state() != Closing.State.CLOSED || !isJournaled(closed)) {
      return false;
    }
    return erasures.durably(
        transaction -> {
          progress.lockMark();
          Optional<Closing> untouched = closings.lockUntouched(id);
          untouched.ifPresent(
              closing -> {
                String account = closing.accountId();
                long receipt = transaction.books().begin(account, now, Map.of());
                closings.begin(
                    new ClosingWork(
                        id,
                        account,
                        receipt,
                        now,
                        ClosingPlace.KEY,
                        0,
                        journal.last(),
                        changes.last()));
              });
          return untouched.isPresent();
        });
  }

  /**
   * Calls that come into the journal later would become something of an account that is gone, or of
   * another one with its id.
   */
  private boolean isJournaled(Closing closed) {
    return copies == null || copies.areJournaled(closed.eraseAt());
  }

  private boolean advance(long id, Instant now) {
    // Read before the transaction that removes: the journal may be another database.
    long mark = progress.mark();
    Optional<ClosingWork> last =
        closings.besideCalls(
            step -> step.lock(id).filter(work -> work.place() == ClosingPlace.ACCOUNT));
    return last.isPresent()
        ? finish(last.get(), now)
        : closings.besideCalls(
            step -> step.lock(id).map(work -> advance(step, work, mark, now)).orElse(false));
  }

  private boolean advance(ClosingTransaction step, ClosingWork work, long mark, Instant now) {
    return switch (work.place()) {
      case KEY -> {
        // What was taken before the keys were revoked becomes something first.
        boolean isProcessed = mark >= work.upTo() && !step.isErasingPeople(work.accountId());
        yield isProcessed && remove(step, work);
      }
      case SET_ASIDE, EVENT, PAGE_VIEW, MEMBERSHIP, PERSON, COMPANY -> remove(step, work);
      case CHANGE -> changes(step, work);
      case JOURNAL -> journal(step, work, mark);
      case REFUSED_DELIVERY ->
          !now.isBefore(work.beganAt().plus(LATE_REFUSALS)) && remove(step, work);
      case ACCOUNT -> false;
    };
  }

  private boolean remove(ClosingTransaction step, ClosingWork work) {
    Map<Kind, Long> removed = step.account().remove(work.place(), work.accountId());
    step.books().add(work.erasureId(), removed);
    if (removed.isEmpty()) {
      step.move(work.inNextPlace());
    }
    return true;
  }

  private static boolean changes(ClosingTransaction step, ClosingWork work) {
    if (work.scanned() == 0) {
      step.rows().emptyAnswers(work.accountId());
    }
    List<Piece> window =
        step.rows().changes(work.accountId(), work.scanned(), work.changesUpTo(), PIECES);
    step.rows().rewriteChanges(window.stream().map(Piece::emptied).toList());
    step.move(window.isEmpty() ? work.inNextPlace() : work.scannedTo(window.getLast().number()));
    return true;
  }

  /** It is done once the journal is clean of what was noted here. */
  private boolean journal(ClosingTransaction step, ClosingWork work, long mark) {
    ErasureBooks books = step.books();
    if (work.scanned() >= work.upTo()) {
      boolean isClean = books.unclean(1).isEmpty();
      if (isClean) {
        step.move(work.inNextPlace());
      }
      return isClean;
    }
    long after = Math.max(work.scanned(), archive.first() - 1);
    long to = Math.min(after + CALLS, Math.min(mark, work.upTo()));
    var calls = new ArrayList<Unclean>();
    archive.between(
        work.accountId(),
        after,
        to,
        call -> calls.add(new Unclean(call.seq(), work.erasureId(), true)));
    books.noteUnclean(calls);
    step.move(work.scannedTo(Math.max(to, work.scanned())));
    return true;
  }

  private boolean finish(ClosingWork work, Instant now) {
    audit.noting(
        () -> closings.finish(work, now),
        done ->
            done.map(
                    closing ->
                        Deed.in(closing.accountId(), Action.ACCOUNT_ERASED, closing.accountId())
                            .with("name", closing.accountName())
                            .with("closing", Long.toString(closing.id())))
                .orElse(null));
    authenticator.forget();
    return true;
  }
}
