package dev.inlet.audit;

import dev.inlet.chore.Chore;
import dev.inlet.journal.RetentionClock;
import jakarta.inject.Singleton;

/** Purges entries that are old enough, {@value #AT_ONCE} at a time. */
@Singleton
final class AuditPurge implements Chore {
  private static final int AT_ONCE = 500;

  private final AuditStore store;
  private final AuditPolicy policy;
  private final RetentionClock clock;

  AuditPurge(AuditStore store, AuditPolicy policy, RetentionClock clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public boolean step() {
    return store.purge(clock.now().minus(policy.keep()), AT_ONCE) > 0;
  }
}
