package dev.inlet.journal.commit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.trace.Tracing;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.jspecify.annotations.Nullable;

/** Group commit without its threads: whoever has it does their steps. */
public final class SteppedCommit {
  private final Deadlines deadlines;
  private final GroupCommit commit;

  /** Group commit as Inlet has it, and not started. */
  public SteppedCommit(
      Journal journal,
      JournalListener listener,
      AnswerPolicy policy,
      JournalLimits limits,
      MemoryBudget memory,
      ProcessingCost cost,
      Ticker ticker) {
    this(journal, null, listener, policy, limits, memory, cost, ticker);
  }

  /** The same with what makes calls durable before they come into the journal. */
  SteppedCommit(
      Journal journal,
      @Nullable CallRelay relay,
      JournalListener listener,
      AnswerPolicy policy,
      JournalLimits limits,
      MemoryBudget memory,
      ProcessingCost cost,
      Ticker ticker) {
    this.deadlines = new Deadlines(policy, ticker);
    this.commit =
        new GroupCommit(
            journal,
            relay,
            listener,
            deadlines,
            policy,
            limits,
            memory,
            cost,
            ticker,
            Tracing.OFF,
            new CompositeMeterRegistry());
  }

  /** What calls cost, of which nothing is known yet. */
  public static ProcessingCost cost(Ticker ticker) {
    return new ProcessingCost(ticker);
  }

  /** As {@link GroupCommit#refusal}. */
  public @Nullable Unavailable refusal(String accountId) {
    return commit.refusal(accountId);
  }

  /** As {@link GroupCommit#offer}. */
  public void offer(WaitingRequest request) {
    commit.offer(request);
  }

  /** Makes the next batch durable, if anything waits; false when the journal fails. */
  public boolean commitNext() {
    return commit.commitNext();
  }

  /** Answers who has waited long enough. */
  public void answerOverdue() {
    deadlines.answerOverdue();
  }
}
