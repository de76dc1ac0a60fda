package dev.inlet.journal.commit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.fault.Vital;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Sees to it that every request is answered in time, to within {@link #TICK}. A request that is
 * late because its account has too much waiting is told so.
 */
@Singleton
final class Deadlines implements Vital {
  private static final Duration TICK = Duration.ofMillis(5);

  /** So that the requests that have been answered do not pile up. */
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(100);

  private final TimeoutQueue toBeDurable;
  private final TimeoutQueue toBeProcessed;
  private final Unavailable notStored;
  private final Ticker ticker;
  private final Thread clerk;
  private volatile Predicate<WaitingRequest> heldBack = request -> false;
  private volatile boolean stopping;

  Deadlines(AnswerPolicy policy, Ticker ticker) {
    this.notStored =
        new Unavailable(
            Cause.NOT_STORED_IN_TIME, "Could not store the call in time", policy.retryAfter());
    Unavailable flood = TooMany.ofOne(policy);
    this.toBeDurable =
        new TimeoutQueue(policy.journalDeadline(), late -> heldBack.test(late) ? flood : notStored);
    this.toBeProcessed = new TimeoutQueue(policy.budget(), late -> Outcome.ACCEPTED);
    this.ticker = ticker;
    this.clerk = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::run);
  }

  /** Begins to answer who is late. */
  @PostConstruct
  void start() {
    clerk.start();
  }

  /**
   * Says who knows whether a request waits because its account has too much waiting.
   *
   * @param heldBack asked by a thread of our own
   */
  void ask(Predicate<WaitingRequest> heldBack) {
    this.heldBack = heldBack;
  }

  /** A request waits to become durable. */
  void awaitsDurability(WaitingRequest waiting) {
    toBeDurable.waitFor(waiting, ticker.read());
  }

  /** What is answered when calls could not be made durable, or not in time. */
  Unavailable notStored() {
    return notStored;
  }

  /** A request's calls are durable, and it waits to see them processed. */
  void awaitsProcessing(WaitingRequest waiting) {
    toBeProcessed.waitFor(waiting, ticker.read());
  }

  private void run() {
    while (!stopping) {
      try {
        Thread.sleep(answerOverdue());
      } catch (InterruptedException e) {
        // Somebody wants this thread to end; only stopping Inlet may do that.
      }
    }
  }

  /** Answers the requests that have waited long enough, and tells when to look for more. */
  Duration answerOverdue() {
    long now = ticker.read();
    long none = Math.min(toBeDurable.answerOverdue(now), toBeProcessed.answerOverdue(now));
    return Duration.ofNanos(Math.clamp(none, TICK.toNanos(), LONGEST_SLEEP.toNanos()));
  }

  @Override
  public Thread thread() {
    return clerk;
  }

  @PreDestroy
  void stop() {
    stopping = true;
  }
}
