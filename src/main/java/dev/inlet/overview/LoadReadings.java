package dev.inlet.overview;

import dev.inlet.delivery.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;

/** Reads from the metrics what else there is to know of a moment. For one thread at a time. */
@Singleton
final class LoadReadings {
  private final MeterRegistry meters;
  private long repeatedBefore;

  LoadReadings(MeterRegistry meters) {
    this.meters = meters;
  }

  /** What was read since the last time, and what waits now. */
  LoadFigure read(Instant begin) {
    LoadFigure figure = peek(begin);
    repeatedBefore += figure.repeated();
    return figure;
  }

  /** The same, which the next reading counts once more. */
  LoadFigure peek(Instant begin) {
    return new LoadFigure(begin, repeated() - repeatedBefore, waiting());
  }

  private long repeated() {
    Collection<Counter> counters = meters.find(MeterNames.REPEATED).counters();
    return (long) counters.stream().mapToDouble(Counter::count).sum();
  }

  /** How many calls are not processed yet, now. */
  long waiting() {
    return MeterNames.gauge(meters, MeterNames.WAITING)
        + MeterNames.gauge(meters, MeterNames.LAG)
        + MeterNames.gauge(meters, MeterNames.KAFKA_LAG);
  }
}
