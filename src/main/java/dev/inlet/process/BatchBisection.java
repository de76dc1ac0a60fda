package dev.inlet.process;

import dev.inlet.journal.Journaled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that a store refuses: a batch that is refused is tried again by halves, until one
 * call is left, which is tried so often. So one call costs the others of its batch a few
 * transactions, and not one each.
 *
 * <p>It begins with one call: the last start may have ended in the middle of a batch that was too
 * much at once.
 *
 * <p>Of one thread.
 */
final class BatchBisection {
  private final int largestBatch;
  private final int attempts;
  private int limit;
  private long suspect;
  private @Nullable Failure failure;

  BatchBisection(int largestBatch, int attempts) {
    this.largestBatch = largestBatch;
    this.attempts = attempts;
    this.limit = 1;
  }

  /** How many calls to try together next. */
  int limit() {
    return limit;
  }

  /** The store has refused a batch. */
  void refused(List<Journaled> batch, String reason) {
    tooMany(batch);
    if (batch.size() == 1) {
      long seq = batch.getFirst().seq();
      failure = failure == null || seq != suspect ? new Failure(reason, 1) : failure.again(reason);
      suspect = seq;
    }
  }

  /** These are too many for one transaction, which says nothing against any of them. */
  void tooMany(List<Journaled> batch) {
    limit = Math.max(1, batch.size() / 2);
  }

  /** Inlet has ended so often while this call was tried alone. */
  void endedOver(long seq, int times) {
    if (times > 0) {
      suspect = seq;
      failure = new Failure("Inlet ended each time it was tried", times);
    }
  }

  /** A batch went through, or the call to blame was set aside. */
  void settled() {
    limit = Math.min(2 * limit, largestBatch);
  }

  /** Why a batch of one call is to be set aside; null when it is to be tried. */
  @Nullable Failure verdict(List<Journaled> batch) {
    return failure != null
            && failure.attempts() >= attempts
            && batch.size() == 1
            && batch.getFirst().seq() == suspect
        ? failure
        : null;
  }
}
