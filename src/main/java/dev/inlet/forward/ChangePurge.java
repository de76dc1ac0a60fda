package dev.inlet.forward;

import dev.inlet.chore.Chore;
import dev.inlet.journal.RetentionClock;
import jakarta.inject.Singleton;

/**
 * Purges the feed of changes that are old enough, from its beginning, in pieces of {@value
 * #AT_ONCE} rows. Several instances may do so at once.
 */
@Singleton
final class ChangePurge implements Chore {
  private static final int AT_ONCE = 500;

  private final ChangeStore changes;
  private final ForwardPolicy policy;
  private final RetentionClock clock;

  ChangePurge(ChangeStore changes, ForwardPolicy policy, RetentionClock clock) {
    this.changes = changes;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public boolean step() {
    return changes.purge(clock.now().minus(policy.retention()), AT_ONCE) > 0;
  }
}
