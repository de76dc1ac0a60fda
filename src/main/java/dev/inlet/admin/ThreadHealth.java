package dev.inlet.admin;

import dev.inlet.fault.Vital;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Whether all threads live without which nothing is taken, answered in time or processed. When one
 * does not, Inlet is neither alive, so that it is started again, nor ready, so that calls go
 * elsewhere meanwhile.
 */
@Factory
final class ThreadHealth {
  private final List<Vital> vital;

  ThreadHealth(List<Vital> vital) {
    this.vital = vital;
  }

  @Singleton
  @Liveness
  HealthIndicator alive() {
    return () -> Publishers.just(check("threads"));
  }

  /** What Micronaut counts as liveness does not count as readiness, so there are two. */
  @Singleton
  HealthIndicator ready() {
    return () -> Publishers.just(check("threadsReady"));
  }

  private HealthResult check(String name) {
    List<String> ended =
        vital.stream()
            .map(Vital::thread)
            .filter(thread -> !thread.isAlive())
            .map(Thread::getName)
            .toList();
    return HealthResult.builder(name, ended.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(ended)
        .build();
  }
}
