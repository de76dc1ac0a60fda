package dev.inlet.listing;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which part of a list to read: the entries that follow a position, the newest or the oldest first.
 * Positions only ever grow, so what is written meanwhile does not shift the windows that follow.
 *
 * @param before the position of the last entry already seen, below which it goes on, or above it
 *     when the oldest come first; {@link Long#MAX_VALUE} at the start
 * @param limit how many entries at most, 1 to {@value #MAX_LIMIT}
 */
public record Window(long before, int limit, Order order) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;

  /** The newest entries below a position. */
  public Window(long before, int limit) {
    this(before, limit, Order.NEWEST);
  }

  /** The newest entries. */
  public static Window newest(int limit) {
    return new Window(Long.MAX_VALUE, limit);
  }

  /** The same window from an end of the list. */
  public Window from(Order end) {
    return new Window(before, limit, end);
  }

  /** Whether the newest come first. */
  public boolean isNewestFirst() {
    return order == Order.NEWEST;
  }

  /** The position above which entries are read; the lowest there is when the newest come first. */
  public long above() {
    return isNewestFirst() || before == Long.MAX_VALUE ? Long.MIN_VALUE : before;
  }

  /** The position below which entries are read; the highest there is when the oldest come first. */
  public long below() {
    return isNewestFirst() ? before : Long.MAX_VALUE;
  }

  /** One more than asked for, which tells whether anything follows. */
  public int probe() {
    return limit + 1;
  }

  /** Makes a listing of what {@link #probe} found. */
  public <T> Listing<T> listing(List<T> found, ToLongFunction<T> position) {
    if (found.size() <= limit) {
      return new Listing<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Listing<>(items, position.applyAsLong(items.getLast()));
  }
}
