package dev.inlet.simulation.machine;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Time that passes only when the simulation says so. */
public final class SimulatedTime implements Ticker, InstantSource {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private long nanos = 1_000_000_000;

  @Override
  public long read() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return NOON.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
  }

  /** Lets it become later, unless it is already. */
  public void advanceTo(long later) {
    nanos = Math.max(nanos, later);
  }
}
