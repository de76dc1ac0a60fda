package dev.inlet.storage.kafka;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.MeterNames;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.PersonLane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How moving calls into the journal goes: how far each partition is behind, as seen by every
 * instance, and what holds up those that this one moves.
 */
@Singleton
@Requires(bean = KafkaJournalPolicy.class)
final class MovedState {
  private final MeterRegistry meters;
  private final Counter moved;
  private final AtomicLongArray lags = new AtomicLongArray(PersonLane.COUNT);
  private final Map<Integer, String> stuck = new ConcurrentSkipListMap<>();
  private final Ticker ticker;
  private volatile long answeredAt;
  private int known;

  MovedState(MeterRegistry meters, Ticker ticker) {
    this.meters = meters;
    this.ticker = ticker;
    this.answeredAt = ticker.read();
    this.moved =
        Counter.builder("inlet.journal.kafka.moved")
            .description("Calls that this instance has moved from Kafka into the journal")
            .register(meters);
  }

  /** So many calls were moved. */
  void moved(int calls) {
    moved.increment(calls);
  }

  /** The database has answered. */
  void databaseAnswers() {
    answeredAt = ticker.read();
  }

  /** How long ago the database has answered, which it is asked every few seconds. */
  Duration databaseSilent() {
    return Duration.ofNanos(ticker.read() - answeredAt);
  }

  /** How many calls of each partition are not moved. Called by one thread. */
  void lags(long[] found) {
    for (int i = 0; i < found.length; i++) {
      lags.set(i, found[i]);
    }
    for (; known < found.length; known++) {
      int partition = known;
      Gauge.builder(MeterNames.KAFKA_LAG, lags, all -> all.get(partition))
          .description("Calls of a partition that are durable on Kafka and not yet in the journal")
          .tag("partition", Integer.toString(partition))
          .register(meters);
    }
  }

  /** How many calls are behind, of those partitions of which some are. */
  Map<String, Long> lags() {
    var behind = new TreeMap<String, Long>();
    for (int i = 0; i < lags.length(); i++) {
      if (lags.get(i) > 0) {
        behind.put(Integer.toString(i), lags.get(i));
      }
    }
    return behind;
  }

  /** A partition is held up until somebody does something about it. */
  void stuck(int partition, String sentence) {
    stuck.put(partition, sentence);
  }

  /** A partition is not held up any more, or is moved by another instance. */
  void free(int partition) {
    stuck.remove(partition);
  }

  /** What holds up partitions, a sentence each. */
  Collection<String> problems() {
    return List.copyOf(stuck.values());
  }
}
