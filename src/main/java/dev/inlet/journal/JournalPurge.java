package dev.inlet.journal;

import dev.inlet.chore.Chore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Purges the journal of calls that are processed and old enough, from its beginning, in pieces of
 * {@value #AT_ONCE}. Several instances may do so at once.
 */
@Singleton
final class JournalPurge implements Chore {
  private static final int AT_ONCE = 1_000;

  private final Archive archive;
  private final Progress progress;
  private final RetentionPolicy policy;
  private final RetentionClock clock;
  private final Counter purged;

  JournalPurge(
      Archive archive,
      Progress progress,
      RetentionPolicy policy,
      RetentionClock clock,
      MeterRegistry meters) {
    this.archive = archive;
    this.progress = progress;
    this.policy = policy;
    this.clock = clock;
    this.purged =
        Counter.builder("inlet.journal.purged")
            .description("Calls removed from the journal because of their age")
            .register(meters);
  }

  @Override
  public boolean step() {
    Instant storedBefore = clock.now().minus(policy.calls());
    int count = archive.purge(storedBefore, progress.mark(), AT_ONCE);
    purged.increment(count);
    return count > 0;
  }
}
