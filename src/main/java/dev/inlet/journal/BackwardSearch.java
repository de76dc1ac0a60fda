package dev.inlet.journal;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Looks backwards through the journal for calls that are rare, for so long: whoever wants more goes
 * on from there. Every call may block.
 */
@Singleton
public final class BackwardSearch {
  /** In the answer to one request. */
  private static final Duration LOOK_FOR = Duration.ofMillis(80);

  /** In places of the journal: what is looked through between two looks at the time. */
  private static final int FIRST_WINDOW = 2_048;

  private static final int MOST_WINDOW = 16_384;

  /** So many calls are sieved together. */
  private static final int PIECE = 500;

  private final CallSearch calls;
  private final Archive archive;
  private final Ticker ticker;

  BackwardSearch(CallSearch calls, Archive archive, Ticker ticker) {
    this.calls = calls;
    this.archive = archive;
    this.ticker = ticker;
  }

  /**
   * What was found.
   *
   * @param found the newest first
   * @param next below which place to go on; 0 when everything was looked through
   * @param since when the calls were stored up to which it was looked through, when that ended for
   *     lack of time; null otherwise
   */
  public record Sought(List<Found> found, long next, @Nullable Instant since) {}

  /**
   * The newest of an account's calls between two places, both exclusive.
   *
   * @param sieve takes some of the wanted calls, and gives those that are to be found, in order
   * @param limit how many at most
   */
  public Sought look(
      String accountId,
      Wanted wanted,
      UnaryOperator<List<Found>> sieve,
      long above,
      long below,
      int limit) {
    long start = ticker.read();
    long floor = Math.max(above, archive.first() - 1);
    long end = Math.min(below, calls.last() + 1);
    var found = new ArrayList<Found>();
    int window = FIRST_WINDOW;
    while (end > floor + 1) {
      long down = Math.max(floor, end - 1 - window);
      List<Found> piece = calls.newest(accountId, wanted, down, end, PIECE);
      List<Found> some = sieve.apply(piece);
      found.addAll(some.subList(0, Math.min(some.size(), limit - found.size())));
      if (found.size() == limit) {
        return new Sought(found, found.getLast().seq(), null);
      }
      end = piece.size() == PIECE ? piece.getLast().seq() : down + 1;
      window = piece.size() == PIECE ? window : Math.min(MOST_WINDOW, 2 * window);
      if (ticker.read() - start > LOOK_FOR.toNanos() && end > floor + 1) {
        return new Sought(found, end, calls.storedAt(end).orElse(null));
      }
    }
    return new Sought(found, 0, null);
  }

  /**
   * The place of the first call that was stored at a time or later, or nearly so: calls that come
   * together do not get their places in the order of their times.
   */
  public long firstSince(Instant at) {
    long low = Math.max(1, archive.first());
    long high = calls.last() + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (calls.storedAt(middle).map(stored -> stored.isBefore(at)).orElse(false)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
