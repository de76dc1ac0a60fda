package dev.inlet.audit;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The audit log. Whatever a person or a token changes is noted here, in the transaction of the
 * change: neither is there without the other.
 */
@Singleton
public final class AuditLog {
  private final AuditStore store;
  private final WhoActs who;
  private final InstantSource clock;

  AuditLog(AuditStore store, WhoActs who, InstantSource clock) {
    this.store = store;
    this.who = who;
    this.clock = clock;
  }

  /**
   * Changes something, and notes it, durably and in one transaction.
   *
   * @param change what it throws undoes all of it
   * @param deed what to note of its result; null when nothing was changed
   */
  public <T extends @Nullable Object> T noting(
      Supplier<T> change, Function<T, @Nullable Deed> deed) {
    return store.durably(
        () -> {
          T result = change.get();
          Deed done = deed.apply(result);
          if (done != null) {
            note(done);
          }
          return result;
        });
  }

  /** Does several things, and what is noted of them, durably and in one transaction. */
  public <T extends @Nullable Object> T together(Supplier<T> work) {
    return store.durably(work);
  }

  /** Notes what is done, in the transaction that this thread is in, or in one of its own. */
  public void note(Deed deed) {
    note(deed, who.now());
  }

  /** Notes what somebody does whom the request does not name. */
  public void note(Deed deed, Actor actor) {
    store.add(clock.instant().truncatedTo(ChronoUnit.MICROS), actor, deed);
  }

  /** Notes durably what is no change of the database, before it is done. */
  public void noteFirst(Deed deed) {
    noting(() -> deed, done -> done);
  }

  /** Some entries, newest first. */
  public Listing<AuditEntry> list(AuditFilter filter, Window window) {
    return store.list(filter, window);
  }
}
