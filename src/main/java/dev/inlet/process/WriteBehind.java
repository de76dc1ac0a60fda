package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.ProcessingCost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * Calls that are answered before they are written, since it is certain that they will be processed:
 * up to where in the journal that is so, when they are to be written, and who waits for that before
 * reading.
 *
 * <p>Whoever reads may be of any thread; the rest is for the one that processes.
 */
final class WriteBehind {
  /** How long after the answer a call is written at the latest, together with others. */
  static final Duration WRITTEN_WITHIN = Duration.ofMillis(500);

  /**
   * How much work is gathered meanwhile, by what calls usually take: so that calls that are not
   * certain never wait for long, and many that come at once are written at once.
   */
  static final Duration GATHERED = Duration.ofMillis(10);

  /** How long a reader waits for that at most, as it does while the database is in trouble. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

  private final Tail tail;
  private final ToIntFunction<List<Journaled>> forecast;
  private final ProcessingCost cost;
  private final Ticker ticker;
  private final int mostAtOnce;
  private final LongSupplier mark;
  private final LongConsumer answer;

  /**
   * Up to here calls are answered; what of them is beyond the mark is written soon. Those that are
   * left over from before this start may have been, too.
   */
  private volatile long certainUpTo;

  /** Up to here somebody wants to read. */
  private volatile long settleUpTo;

  private final ReentrantLock settling = new ReentrantLock();
  private final Condition settled = settling.newCondition();

  private long writeAt;
  private long gathered;

  /**
   * @param forecast how many calls that follow are certain to be processed, from the first one on
   * @param mostAtOnce how many calls are looked at together
   * @param mark up to where calls are written
   * @param certainUpTo up to where they may have been answered before this start
   * @param answer answers the calls up to one
   */
  WriteBehind(
      Tail tail,
      ToIntFunction<List<Journaled>> forecast,
      ProcessingCost cost,
      Ticker ticker,
      int mostAtOnce,
      LongSupplier mark,
      long certainUpTo,
      LongConsumer answer) {
    this.tail = tail;
    this.forecast = forecast;
    this.cost = cost;
    this.ticker = ticker;
    this.mostAtOnce = mostAtOnce;
    this.mark = mark;
    this.certainUpTo = certainUpTo;
    this.answer = answer;
  }

  /** Up to which call all are answered. */
  long certainUpTo() {
    return certainUpTo;
  }

  /** Whether calls are answered that are not written. */
  boolean isBehind() {
    return certainUpTo > mark.getAsLong();
  }

  /** In how much time the calls that are answered are to be written. */
  Duration left() {
    return Duration.ofNanos(writeAt - ticker.read());
  }

  /**
   * Answers the calls that are certain to be processed.
   *
   * @return whether to wait for more of them, so that they are written together; false when what
   *     there is, if anything, is to be written now
   */
  boolean gather() {
    certainUpTo = Math.max(certainUpTo, mark.getAsLong());
    List<Journaled> following = tail.after(certainUpTo, mostAtOnce);
    int count = forecast.applyAsInt(following);
    if (count > 0) {
      gather(following.subList(0, count));
    }
    boolean isToBeWritten =
        count < following.size()
            || gathered >= GATHERED.toNanos()
            || writeAt - ticker.read() <= 0
            || isAskedToSettle();
    return !isToBeWritten && isBehind();
  }

  /** Answers calls; who sent them may send more. */
  private void gather(List<Journaled> calls) {
    if (!isBehind()) {
      writeAt = ticker.read() + WRITTEN_WITHIN.toNanos();
      gathered = 0;
    }
    calls.forEach(call -> gathered += cost.ofCall(call.entry().accountId()));
    certainUpTo = calls.getLast().seq();
    answer.accept(certainUpTo);
  }

  private boolean isAskedToSettle() {
    return settleUpTo > mark.getAsLong();
  }

  /** The mark has moved: tells those who wait to read. */
  void written() {
    settling.lock();
    try {
      settled.signalAll();
    } finally {
      settling.unlock();
    }
  }

  /**
   * Returns when all that was answered so far is written, and so seen by whoever reads now: at
   * once, when it is already. After {@link #SETTLED_WITHIN} it returns all the same. Not for the
   * thread that processes.
   */
  void awaitSettled() {
    long upTo = askToSettle();
    if (isSettled(upTo)) {
      return;
    }
    settling.lock();
    try {
      long nanos = SETTLED_WITHIN.toNanos();
      while (!isSettled(upTo) && nanos > 0) {
        nanos = settled.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      settling.unlock();
    }
  }

  /** Has all that was answered so far written soon; returns up to which call that is. */
  long askToSettle() {
    long upTo = certainUpTo;
    if (!isSettled(upTo)) {
      settling.lock();
      try {
        settleUpTo = Math.max(settleUpTo, upTo);
      } finally {
        settling.unlock();
      }
      tail.wake();
    }
    return upTo;
  }

  /** Whether the calls up to one are written. */
  boolean isSettled(long upTo) {
    return upTo <= mark.getAsLong();
  }
}
