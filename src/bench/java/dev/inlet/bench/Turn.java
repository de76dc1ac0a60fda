package dev.inlet.bench;

import dev.inlet.bench.load.Measurement;
import dev.inlet.bench.server.Stage;
import dev.inlet.bench.server.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * One turn of one server, with what led up to the measured time.
 *
 * @param measurement the answers
 * @param usage what the server and its database used, until a moment after the draining
 * @param diskBytes what the disk under the servers was written meanwhile, by whomever
 * @param loaded how long calls were sent
 * @param drained how long the server then took to process what it had acknowledged, if it says
 */
record Turn(
    Measurement measurement,
    Usage usage,
    long diskBytes,
    Duration loaded,
    Optional<Duration> drained) {
  double callsPerSecond() {
    return measurement.callsPerSecond();
  }

  double cpuMicrosPerCall() {
    return microsPerCall(usage.cpu());
  }

  double microsPerCall(Stage stage) {
    return microsPerCall(usage.stages().getOrDefault(stage, Duration.ZERO));
  }

  double allocatedKilobytesPerCall(Stage stage) {
    return usage.allocated().getOrDefault(stage, 0L) / 1024.0 / calls();
  }

  double writtenKilobytesPerCall() {
    return usage.writtenBytes() / 1024.0 / calls();
  }

  double diskKilobytesPerCall() {
    return diskBytes / 1024.0 / calls();
  }

  /** The rate with the draining counted in: what the server keeps up without falling behind. */
  double processedPerSecond() {
    return drained
        .map(duration -> measurement.allAnswers() * 1e9 / loaded.plus(duration).toNanos())
        .orElse(Double.NaN);
  }

  private double microsPerCall(Duration cpu) {
    return cpu.toNanos() / 1e3 / calls();
  }

  private long calls() {
    return Math.max(1, measurement.allAnswers());
  }
}
