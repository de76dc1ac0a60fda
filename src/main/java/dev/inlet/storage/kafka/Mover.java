package dev.inlet.storage.kafka;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.fault.Vital;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.commit.Backoff;
import dev.inlet.journal.commit.JournalListener;
import dev.inlet.storage.jdbc.JdbcFailure;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves calls from the topic into the journal, from where they are processed as all others. The
 * instances share the partitions as members of one group; each moves those that it is assigned.
 *
 * <p>A failure of the database or of Kafka is waited for, however long it takes.
 */
@Context
@Requires(bean = KafkaJournalPolicy.class)
final class Mover implements Vital {
  private static final Logger LOG = LoggerFactory.getLogger(Mover.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(2);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final KafkaJournalPolicy policy;
  private final JournalTopic topic;
  private final PartitionRows rows;
  private final MovedState state;
  private final JournalListener listener;
  private final Ticker ticker;
  private final Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean stopping;
  private boolean isTold;

  Mover(
      KafkaJournalPolicy policy,
      JournalTopic topic,
      PartitionRows rows,
      MovedState state,
      JournalListener listener,
      Ticker ticker) {
    this.policy = policy;
    this.topic = topic;
    this.rows = rows;
    this.state = state;
    this.listener = listener;
    this.ticker = ticker;
    this.thread = Thread.ofPlatform().daemon().name("kafka-mover").unstarted(this::run);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  private void run() {
    var backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      Consumer<byte[], byte[]> opened = null;
      try {
        opened = new KafkaConsumer<>(ClientSettings.consumer(policy));
        consumer = opened;
        keepMoving(opened, backoff);
      } catch (WakeupException e) {
        LOG.debug("Inlet stops moving calls");
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nothing would be processed any more.
        failed(e);
        backoff.pause();
      } finally {
        leave(opened);
      }
    }
  }

  private void keepMoving(Consumer<byte[], byte[]> opened, Backoff backoff) {
    var moving = new Moving(opened, topic, rows, state, listener, ticker);
    opened.subscribe(List.of(policy.topic()), moving);
    while (!stopping) {
      try {
        moving.step();
        backoff.reset();
        worked();
      } catch (JdbcFailure e) {
        failed(e);
        backoff.pause();
      }
    }
  }

  /** Tells of the first failure alone. */
  private void failed(Throwable failure) {
    OutOfMemory.endIfIn(failure);
    if (!isTold && !stopping) {
      LOG.warn("Calls cannot be moved from Kafka into the journal: {}", new Fault(failure));
      isTold = true;
    }
    LOG.atDebug().log(new Fault(failure)::trace);
  }

  private void worked() {
    if (isTold) {
      LOG.info("Calls are moved again");
      isTold = false;
    }
  }

  private static void leave(@Nullable Consumer<byte[], byte[]> opened) {
    if (opened == null) {
      return;
    }
    try {
      opened.close(CloseOptions.timeout(LEAVES_WITHIN));
    } catch (RuntimeException e) {
      LOG.debug("The group is left by silence: {}", new Fault(e));
    }
  }

  @Override
  public Thread thread() {
    return thread;
  }

  /** Ends after what is at hand; another instance goes on, or the next start. */
  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    thread.join(STOP_WITHIN);
  }
}
