package dev.inlet.storage.kafka;

import dev.inlet.journal.KafkaJournalPolicy;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * How Kafka as the journal is: down when the topic may lose calls, so that none are taken, or when
 * something was lost there, so that some are not processed. Being behind is no fault.
 */
@Singleton
@Requires(bean = KafkaJournalPolicy.class)
final class KafkaHealth implements HealthIndicator {
  private final JournalTopic topic;
  private final MovedState state;

  KafkaHealth(JournalTopic topic, MovedState state) {
    this.topic = topic;
    this.state = state;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    var problems = new ArrayList<>(state.problems());
    String ofTopic = topic.problem();
    if (ofTopic != null) {
      problems.addFirst(ofTopic);
    }
    Map<String, Long> lags = state.lags();
    return Publishers.just(
        HealthResult.builder(
                "kafkaJournal", problems.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
            .details(
                Map.of(
                    "topic", topic.name(),
                    "partitions", topic.settings().partitions(),
                    "lag", lags.values().stream().mapToLong(Long::longValue).sum(),
                    "lags", lags,
                    "problems", problems))
            .build());
  }
}
