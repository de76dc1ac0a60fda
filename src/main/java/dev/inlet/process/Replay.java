package dev.inlet.process;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.Footprint;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Progress;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.process.Processing.Retried;
import dev.inlet.process.SetAsideCalls.SetAside;
import dev.inlet.process.SetAsideCalls.Summary;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries calls once more that were set aside, when an administrator asks. Each keeps its place in
 * the journal and its time, so that what it changes is what it would have changed at first.
 *
 * <p>One transaction, which has locked the processor's mark, holds the effects of some calls and
 * that they are set aside no more: nothing is lost, and nothing doubled by two replays at once. A
 * call that fails again stays, with the new reason and one attempt more. Who asked is noted in that
 * transaction, too.
 */
@Singleton
public final class Replay {
  /** So few at a time, because the processor waits meanwhile. */
  private static final int PIECE = 32;

  private final Progress progress;
  private final SetAsideCalls calls;
  private final Processing processing;
  private final MemoryBudget memory;
  private final Forecast forecast;
  private final AuditLog audit;

  Replay(
      Progress progress,
      SetAsideCalls calls,
      Processing processing,
      MemoryBudget memory,
      Forecast forecast,
      AuditLog audit) {
    this.audit = audit;
    this.progress = progress;
    this.calls = calls;
    this.processing = processing;
    this.memory = memory;
    this.forecast = forecast;
  }

  /** How many calls were processed, and how many failed again and stay. */
  public record Result(int replayed, int failed) {
    private static final Result NONE = new Result(0, 0);

    /** How many were still set aside. */
    public int tried() {
      return replayed + failed;
    }

    private Result plus(Result other) {
      return new Result(replayed + other.replayed, failed + other.failed);
    }
  }

  /** Tries one of an account's calls; nothing is replayed nor failed when it is not set aside. */
  public Result one(String accountId, long seq) {
    return replay(accountId, List.of(seq), null);
  }

  /** Tries all of an account's calls once. */
  public Result all(String accountId) {
    Result result = Result.NONE;
    Long next = Long.MAX_VALUE;
    while (next != null) {
      Listing<Summary> piece = calls.list(accountId, new Window(next, PIECE));
      List<Long> seqs = piece.items().stream().map(Summary::seq).toList();
      if (!seqs.isEmpty()) {
        result = result.plus(replay(accountId, seqs, null));
      }
      next = piece.next();
    }
    return result;
  }

  /** Refused together, calls are tried by halves, so that only those to blame stay. */
  private Result replay(String accountId, List<Long> seqs, @Nullable String refusal) {
    try (Forecast.Suspension suspension = forecast.suspend()) {
      return progress.inTransaction(() -> attempt(accountId, seqs, refusal));
    } catch (CallRejected e) {
      return seqs.size() == 1
          ? replay(accountId, seqs, e.reason())
          : replayByHalves(accountId, seqs);
    } catch (TooMuchAtOnce e) {
      return replayByHalves(accountId, seqs);
    }
  }

  private Result replayByHalves(String accountId, List<Long> seqs) {
    int half = seqs.size() / 2;
    return replay(accountId, seqs.subList(0, half), null)
        .plus(replay(accountId, seqs.subList(half, seqs.size()), null));
  }

  /**
   * @param refusal why the store has just refused the only call, which is noted and not tried
   */
  private Result attempt(String accountId, List<Long> seqs, @Nullable String refusal) {
    progress.lockMark();
    if (seqs.size() > 1 && isTooMuch(accountId, seqs)) {
      throw new CallRejected("Too much at once");
    }
    List<SetAside> found = calls.find(accountId, seqs);
    Retried retried =
        refusal == null
            ? processing.retry(found.stream().map(SetAside::call).toList())
            : new Retried(found.size(), refused(found, refusal));
    Map<Long, Failure> failures = new HashMap<>();
    retried.failed().forEach(one -> failures.put(one.call().seq(), one.failure()));
    var failed = new ArrayList<SetAside>();
    var done = new ArrayList<SetAside>();
    for (SetAside one : found) {
      Failure failure = failures.get(one.call().seq());
      if (failure == null) {
        done.add(one);
      } else {
        failed.add(new SetAside(one.call(), one.failure().again(failure.reason())));
      }
    }
    calls.remove(done);
    calls.failedAgain(failed);
    var result = new Result(retried.tried() - failed.size(), failed.size());
    note(accountId, seqs, result);
    return result;
  }

  private void note(String accountId, List<Long> seqs, Result result) {
    if (result.tried() > 0) {
      String only = seqs.size() == 1 ? seqs.getFirst().toString() : null;
      audit.note(
          Deed.in(accountId, Action.CALLS_REPLAYED, only)
              .with("replayed", result.replayed())
              .with("failed", result.failed()));
    }
  }

  private boolean isTooMuch(String accountId, List<Long> seqs) {
    long bodies = calls.bodies(accountId, seqs);
    return Footprint.readAtMost(seqs.size(), bodies) > memory.batch();
  }

  private static List<SetAside> refused(List<SetAside> found, String refusal) {
    return found.stream().map(one -> new SetAside(one.call(), new Failure(refusal, 1))).toList();
  }
}
