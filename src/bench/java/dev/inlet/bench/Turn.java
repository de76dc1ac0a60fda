package dev.inlet.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * One turn of one server, the warm-up included.
 *
 * @param measurement the answers
 * @param cpu the processor time the server used, up to the end of draining
 * @param generatorCpu the processor time the load generator used meanwhile
 * @param loaded how long calls were sent
 * @param drained how long the server then took to process what it had acknowledged, if it says
 */
record Turn(
    Measurement measurement,
    Duration cpu,
    Duration generatorCpu,
    Duration loaded,
    Optional<Duration> drained) {
  double cpuMicrosPerCall() {
    return microsPerCall(cpu);
  }

  double generatorMicrosPerCall() {
    return microsPerCall(generatorCpu);
  }

  private double microsPerCall(Duration cpu) {
    return cpu.toNanos() / 1e3 / Math.max(1, measurement.allAnswers());
  }

  double drainSeconds() {
    return drained.map(duration -> duration.toNanos() / 1e9).orElse(Double.NaN);
  }

  /** The rate with the draining counted in: what the server keeps up without falling behind. */
  double processedPerSecond() {
    return drained
        .map(duration -> measurement.allAnswers() * 1e9 / loaded.plus(duration).toNanos())
        .orElse(Double.NaN);
  }
}
