package dev.inlet.forward;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.forward.ChangeSignal.Watch;
import dev.inlet.forward.FeedReading.Page;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Reads the feed for those who want to wait for it. */
@Singleton
public final class ChangeFeed {
  /** How long it is looked through for the wanted kinds when nobody wants to wait. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Nobody tells of what other instances write. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(500);

  private final ChangeReader reader;
  private final ChangeStore store;
  private final ChangeSignal signal;
  private final Ticker ticker;

  ChangeFeed(ChangeReader reader, ChangeStore store, ChangeSignal signal, Ticker ticker) {
    this.reader = reader;
    this.store = store;
    this.signal = signal;
    this.ticker = ticker;
  }

  /** The end of the feed as it is now. May block. */
  public Position end() {
    return reader.end();
  }

  /** Whether Inlet stops, so that nobody waits any more. */
  public boolean isClosed() {
    return signal.isClosed();
  }

  /** The position before the oldest change that is kept. May block. */
  public Position start() {
    return reader.start();
  }

  /** Whether somebody may go on from a position. May block. */
  public boolean holds(Position position) {
    return reader.holds(position);
  }

  /**
   * Changes from a position on; when there are none it waits for one, so long at most, and less
   * when Inlet stops. For a thread that may block.
   */
  public FeedReading read(ChangeQuery query, Duration wait) throws InterruptedException {
    long start = ticker.read();
    try (Watch watch = signal.watch(query.accountId())) {
      ChangeQuery next = query;
      while (true) {
        FeedReading reading = reader.read(next);
        if (!(reading instanceof Page page) || !page.changes().isEmpty()) {
          return reading;
        }
        next = next.goingOnAfter(page.next());
        Duration left =
            (page.isEnd() ? wait : longer(wait, LOOK)).minusNanos(ticker.read() - start);
        if (!left.isPositive() || signal.isClosed()) {
          return page;
        }
        if (page.isEnd()) {
          watch.await(store.isShared() ? shorter(left, LOOK_AROUND) : left);
        }
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
