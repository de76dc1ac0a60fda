package dev.inlet.storage.kafka;

import dev.inlet.account.KeyTrust;
import dev.inlet.journal.KafkaJournalPolicy;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.jdbc.JdbcIndicator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Whether the database answers, in place of Micronaut's own. Where Kafka takes calls, an instance
 * stays ready without it for as long as keys are trusted: nobody would send it calls otherwise.
 */
@Singleton
@Replaces(JdbcIndicator.class)
@Requires(bean = KafkaJournalPolicy.class)
final class DatabaseHealth implements HealthIndicator {
  private final MovedState state;
  private final KeyTrust trust;

  DatabaseHealth(MovedState state, KeyTrust trust) {
    this.state = state;
    this.trust = trust;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Duration silent = state.databaseSilent();
    boolean isUp = silent.compareTo(trust.withoutStore()) < 0;
    return Publishers.just(
        HealthResult.builder("database", isUp ? HealthStatus.UP : HealthStatus.DOWN)
            .details(Map.of("answeredSecondsAgo", silent.toSeconds()))
            .build());
  }
}
