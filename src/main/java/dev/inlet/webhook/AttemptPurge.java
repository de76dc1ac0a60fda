package dev.inlet.webhook;

import dev.inlet.chore.Chore;
import dev.inlet.journal.RetentionClock;
import jakarta.inject.Singleton;

/** Forgets what was sent, once nothing of it is tried again. */
@Singleton
final class AttemptPurge implements Chore {
  private static final int AT_ONCE = 500;

  private final SubscriptionStore store;
  private final RetentionClock clock;

  AttemptPurge(SubscriptionStore store, RetentionClock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean step() {
    return store.forgetAttempts(clock.now().minus(RetryPolicy.GIVE_UP_AFTER), AT_ONCE) > 0;
  }
}
