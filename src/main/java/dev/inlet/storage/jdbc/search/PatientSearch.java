package dev.inlet.storage.jdbc.search;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.HeavyRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a list for what may be rare, a stretch at a time and for so long: whoever wants
 * more goes on from there. A page may so be short, or empty, and yet not the last.
 */
public final class PatientSearch {
  /** In the answer to one request. */
  private static final Duration LOOK_FOR = Duration.ofMillis(80);

  /** In rows: what is looked through between two looks at the time. */
  private static final int FIRST_STRETCH = 1_000;

  private static final int MOST_STRETCH = 8_000;

  private final NumberedRows rows;
  private final Ticker ticker;

  /**
   * @param rows what is looked through
   * @param ticker by which the time is measured that a look may take
   */
  public PatientSearch(NumberedRows rows, Ticker ticker) {
    this.rows = rows;
    this.ticker = ticker;
  }

  /**
   * One page of it.
   *
   * @param above exclusive
   * @param below exclusive
   * @param condition on the row {@code r}, beginning with {@code AND}; empty for all of them
   */
  public Listing<Long> page(
      Window window,
      long above,
      long below,
      String condition,
      List<?> arguments,
      HeavyRows.Weigher weigher)
      throws SQLException {
    long floor = Math.max(above, window.above());
    long ceiling = Math.min(below, window.below());
    if (condition.isEmpty()) {
      return HeavyRows.page(
          window,
          rows.between(floor, ceiling, window, window.probe(), condition, arguments),
          weigher);
    }
    long start = ticker.read();
    var found = new ArrayList<Long>();
    int stretch = FIRST_STRETCH;
    Long scanned = null;
    while (true) {
      Optional<Long> end = rows.further(floor, ceiling, window, stretch);
      long low = window.isNewestFirst() ? end.map(last -> last - 1).orElse(floor) : floor;
      long high = window.isNewestFirst() ? ceiling : end.map(last -> last + 1).orElse(ceiling);
      int wanted = window.probe() - found.size();
      found.addAll(rows.between(low, high, window, wanted, condition, arguments));
      if (found.size() == window.probe() || end.isEmpty()) {
        scanned = null;
        break;
      }
      scanned = end.get();
      if (window.isNewestFirst()) {
        ceiling = scanned;
      } else {
        floor = scanned;
      }
      if (ticker.read() - start > LOOK_FOR.toNanos()) {
        break;
      }
      stretch = Math.min(MOST_STRETCH, 2 * stretch);
    }
    return goingOnAt(scanned, HeavyRows.page(window, found, weigher));
  }

  private static Listing<Long> goingOnAt(@Nullable Long scanned, Listing<Long> page) {
    return page.next() == null && scanned != null ? new Listing<>(page.items(), scanned) : page;
  }
}
