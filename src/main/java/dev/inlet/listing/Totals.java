package dev.inlet.listing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many entries the lists have: counted up to some ten thousand, and estimated from parts of
 * them beyond, so that it takes the same however many there are. May block.
 */
public interface Totals {

  /** All accounts. */
  Count accounts();

  /** Of an account. */
  Count contacts(String accountId);

  /** Of an account. */
  Count companies(String accountId);

  /**
   * Of an account, in a span of time.
   *
   * @param from when they were stored at the earliest; null for since ever
   * @param to before when they were stored; null for up to now
   */
  Count events(String accountId, @Nullable Instant from, @Nullable Instant to);

  /** As {@link #events}, of pages and screens. */
  Count pageViews(String accountId, @Nullable Instant from, @Nullable Instant to);
}
