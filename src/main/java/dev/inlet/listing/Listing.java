package dev.inlet.listing;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One window's worth of a list.
 *
 * @param items newest first; fewer than the window allows when they are large, and yet more may
 *     follow
 * @param next where the next window starts; null at the end of the list
 */
public record Listing<T>(List<T> items, @Nullable Long next) {

  /** The same window of other things. */
  public <R> Listing<R> map(Function<T, R> mapper) {
    return new Listing<>(items.stream().map(mapper).toList(), next);
  }
}
