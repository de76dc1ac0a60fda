package dev.inlet.listing;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which part of a list to read: the newest entries whose position is below {@code before}.
 * Positions only ever grow, so what is written meanwhile does not shift the windows that follow.
 *
 * @param before the position of the last entry already seen; {@link Long#MAX_VALUE} at the start
 * @param limit how many entries at most, 1 to {@value #MAX_LIMIT}
 */
public record Window(long before, int limit) {
  public static final int MAX_LIMIT = 200;
  public static final int DEFAULT_LIMIT = 50;

  /** The newest entries. */
  public static Window newest(int limit) {
    return new Window(Long.MAX_VALUE, limit);
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
