package dev.inlet.delivery;

import dev.inlet.call.Warning;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is told of calls that were taken, by kind. */
@Singleton
public final class WarningMeter {
  private final MeterRegistry meters;
  private final Map<Warning, Counter> counters = new ConcurrentHashMap<>();

  WarningMeter(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Counts one. */
  public void count(Warning warning) {
    counters.computeIfAbsent(warning, this::counter).increment();
  }

  private Counter counter(Warning warning) {
    return Counter.builder("inlet.calls.repaired")
        .description("Calls that were taken with a warning: repaired, or without effect")
        .tag("repair", warning.wireName())
        .register(meters);
  }
}
