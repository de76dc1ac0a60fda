package dev.inlet.forward;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes those who wait for changes. Who waits for one account's is not woken by another's. */
@Singleton
public final class ChangeSignal {
  /** Who waits for every account's; no account has an id like that. */
  private static final String ALL = "";

  private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Somebody who waits. Changes that come between two waits are not missed. */
  public final class Watch implements AutoCloseable {
    private final String accountId;
    private final Semaphore changes = new Semaphore(0);

    private Watch(String accountId) {
      this.accountId = accountId;
    }

    /** Returns when there are changes, the time is over, or Inlet stops. */
    public void await(Duration longest) throws InterruptedException {
      if (!closed && changes.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        changes.drainPermits();
      }
    }

    /** Has it look, although nothing is written. */
    public void wake() {
      changes.release();
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          accountId,
          (id, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /**
   * Begins to watch.
   *
   * @param accountId whose changes; null for everybody's
   */
  public Watch watch(@Nullable String accountId) {
    var watch = new Watch(accountId == null ? ALL : accountId);
    watches.compute(
        watch.accountId,
        (id, all) -> {
          Set<Watch> known = all == null ? ConcurrentHashMap.newKeySet() : all;
          known.add(watch);
          return known;
        });
    return watch;
  }

  /** Changes of these accounts can be read now. */
  public void written(Collection<String> accountIds) {
    wake(ALL);
    accountIds.forEach(this::wake);
  }

  private void wake(String accountId) {
    watches.getOrDefault(accountId, Set.of()).forEach(Watch::wake);
  }

  /** Nobody waits any more from now on. */
  @PreDestroy
  public void close() {
    closed = true;
    watches.keySet().forEach(this::wake);
  }

  /** Whether nobody waits any more. */
  public boolean isClosed() {
    return closed;
  }
}
