package dev.inlet.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How sending to Kafka goes, for metrics. */
@Singleton
@Requires(condition = KafkaWanted.class)
final class KafkaState {
  private final InstantSource clock;
  private final Counter sent;
  private final Counter failures;
  private final Counter missed;
  private volatile @Nullable Instant oldest;

  KafkaState(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    this.sent =
        Counter.builder("inlet.kafka.changes")
            .description("Changes that Kafka has acknowledged")
            .register(meters);
    this.failures =
        Counter.builder("inlet.kafka.failures")
            .description("How often Kafka did not take changes, or did not answer in time")
            .register(meters);
    this.missed =
        Counter.builder("inlet.kafka.missed")
            .description("How often changes were purged before they were sent to Kafka")
            .register(meters);
    Gauge.builder("inlet.kafka.lag.seconds", this, KafkaState::lagSeconds)
        .description("How old the oldest change is that this instance has still to send to Kafka")
        .register(meters);
  }

  /** These changes are to be sent, the oldest of which was made at a time; null for none. */
  void waits(@Nullable Instant since) {
    oldest = since;
  }

  /** So many were acknowledged. */
  void acknowledged(int changes) {
    sent.increment(changes);
  }

  /** Something was not taken. */
  void failed() {
    failures.increment();
  }

  /** Something was purged before. */
  void missed() {
    missed.increment();
  }

  private long lagSeconds() {
    Instant since = oldest;
    return since == null ? 0 : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
  }
}
