package dev.inlet.audit;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where it is kept who did what, for all instances. Every call may block. */
public interface AuditStore {

  /**
   * Does some work in one transaction, which stores that are called in it join; what it throws
   * rolls all of it back. What it did is on the disk when this returns.
   */
  <T extends @Nullable Object> T durably(Supplier<T> work);

  /** Adds an entry, in the transaction that this thread is in, or in one of its own. */
  void add(Instant at, Actor actor, Deed deed);

  /** Some entries, newest first. */
  Listing<AuditEntry> list(AuditFilter filter, Window window);

  /** Removes the oldest of those before a time, so many at most; tells how many those were. */
  int purge(Instant before, int limit);
}
