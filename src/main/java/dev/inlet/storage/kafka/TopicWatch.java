package dev.inlet.storage.kafka;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.kafka.PartitionRows.Place;
import dev.inlet.storage.kafka.TopicLook.NotKnown;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds how far the topic is moved, and every minute how it is set up. */
@Context
@Requires(bean = KafkaJournalPolicy.class)
final class TopicWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int LOOKS_BY_MINUTE = 12;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

  private final KafkaJournalPolicy policy;
  private final JournalTopic topic;
  private final MovedState state;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Up to where partitions were moved when that was last known. */
  private final Map<Integer, Long> moved = new HashMap<>();

  private volatile @Nullable Thread thread;

  TopicWatch(KafkaJournalPolicy policy, JournalTopic topic, MovedState state, InstantSource clock) {
    this.policy = policy;
    this.topic = topic;
    this.state = state;
    this.clock = clock;
    state.lags(new long[topic.settings().partitions()]);
  }

  @EventListener
  void start(StartupEvent started) {
    thread = Thread.ofVirtual().name("kafka-watch").start(this::run);
  }

  private void run() {
    TopicLook asked = null;
    for (int look = 1; !isOver(); look++) {
      try {
        asked = asked == null ? new TopicLook(policy) : asked;
        if (look % LOOKS_BY_MINUTE == 0) {
          topic.lookAgain(asked);
        }
        noteLags(asked);
      } catch (NotKnown e) {
        LOG.debug("How far Kafka's topic is moved is not known: {}", e.sentence());
      } catch (RuntimeException | Error e) {
        OutOfMemory.endIfIn(e);
        LOG.debug("How far Kafka's topic is moved is not known: {}", new Fault(e));
      }
    }
    if (asked != null) {
      asked.close();
    }
  }

  private boolean isOver() {
    try {
      return stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void noteLags(TopicLook asked) throws NotKnown {
    Instant before = clock.instant();
    long[] ends;
    try {
      ends = asked.ends(topic.settings().partitions());
    } finally {
      noteMoved();
    }
    var lags = new long[ends.length];
    for (int i = 0; i < ends.length; i++) {
      lags[i] = Math.max(0, ends[i] - moved.getOrDefault(i, 0L));
    }
    state.lags(lags);
    topic.seen(before, ends, moved);
  }

  private void noteMoved() {
    try {
      topic.places().forEach((number, place) -> moved.put(number, next(place)));
      state.databaseAnswers();
    } catch (JdbcFailure e) {
      LOG.debug("PostgreSQL is away: calls that come meanwhile are behind");
    }
  }

  private static long next(Place place) {
    return place.next();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(ENDS_WITHIN);
    }
  }
}
