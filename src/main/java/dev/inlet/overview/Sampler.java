package dev.inlet.overview;

import dev.inlet.delivery.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Reads the metrics into the series, every ten seconds. */
@Singleton
final class Sampler {
  private static final double MEDIAN = 0.5;
  private static final double SLOW = 0.95;

  private final MeterRegistry meters;
  private final TimeSeries series;
  private final InstantSource clock;

  Sampler(MeterRegistry meters, TimeSeries series, InstantSource clock) {
    this.meters = meters;
    this.series = series;
    this.clock = clock;
  }

  /** The one series of this instance. */
  @Factory
  static final class Series {
    @Bean
    @Singleton
    TimeSeries series() {
      return new TimeSeries();
    }
  }

  @Scheduled(fixedRate = "10s", initialDelay = "1s")
  void sample() {
    series.add(
        clock.instant(),
        new Reading(
            count(MeterNames.ACCEPTED),
            count(MeterNames.REFUSED),
            count(MeterNames.REPEATED),
            waiting(),
            milliseconds(MEDIAN),
            milliseconds(SLOW)));
  }

  private long count(String name) {
    Collection<Counter> counters = meters.find(name).counters();
    return (long) counters.stream().mapToDouble(Counter::count).sum();
  }

  private long waiting() {
    return gauge(MeterNames.WAITING) + gauge(MeterNames.LAG);
  }

  private long gauge(String name) {
    Gauge gauge = meters.find(name).gauge();
    return gauge == null || Double.isNaN(gauge.value()) ? 0 : (long) gauge.value();
  }

  private double milliseconds(double percentile) {
    Timer timer = meters.find(MeterNames.ANSWER).timer();
    if (timer == null) {
      return 0;
    }
    for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
      if (value.percentile() == percentile && !Double.isNaN(value.value())) {
        return value.value(TimeUnit.MILLISECONDS);
      }
    }
    return 0;
  }
}
