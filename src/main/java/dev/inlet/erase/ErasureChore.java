package dev.inlet.erase;

import dev.inlet.chore.Chore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Carries every erasure to its end, also those that a crash cut short. */
@Singleton
final class ErasureChore implements Chore {
  private final Erasures erasures;
  private final InstantSource clock;

  ErasureChore(Erasures erasures, InstantSource clock) {
    this.erasures = erasures;
    this.clock = clock;
  }

  @Override
  public boolean step() {
    return erasures.advance(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
