package dev.inlet.storage.kafka;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.PersonLane;
import dev.inlet.journal.commit.CallRelay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls durable on the topic, one record each. Calls are answered once all brokers that are
 * to have their records have acknowledged them. What failed may be on the topic all the same, and
 * is not sent again: its sender does that, and repeats are dropped.
 *
 * <p>Several batches are on their way at a time, so that a partition whose broker is gone holds up
 * its own calls alone.
 */
@Singleton
@Requires(bean = KafkaJournalPolicy.class)
final class KafkaRelay implements CallRelay {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRelay.class);
  private static final long LEAST_BUFFER = 16L << 20;
  private static final long LARGEST_BUFFER = 64L << 20;

  /**
   * The producer fills its buffer by batches of 16 KB for each partition, however little is in
   * them, so less is let in than it could hold.
   */
  private static final int BUFFER_BY_BYTES = 4;

  private static final Duration CLOSED_WITHIN = ClientSettings.DELIVERED_WITHIN.plusMillis(500);

  private final KafkaJournalPolicy policy;
  private final JournalTopic topic;
  private final long bufferBytes;
  private final BytesUnderWay underWay;
  private final Counter failures;

  private final AtomicBoolean isTold = new AtomicBoolean();
  private volatile Producer<byte[], byte[]> producer;

  /** One that has failed in a way that it does not recover from. */
  private volatile @Nullable Producer<byte[], byte[]> broken;

  KafkaRelay(
      KafkaJournalPolicy policy, JournalTopic topic, MemoryBudget memory, MeterRegistry meters) {
    this.policy = policy;
    this.topic = topic;
    this.bufferBytes = Math.clamp(memory.waiting(), LEAST_BUFFER, LARGEST_BUFFER);
    this.underWay = new BytesUnderWay(bufferBytes / BUFFER_BY_BYTES);
    this.failures =
        Counter.builder("inlet.journal.kafka.failures")
            .description("Calls that Kafka did not take, or did not acknowledge in time")
            .register(meters);
    this.producer = open();
  }

  private Producer<byte[], byte[]> open() {
    return new KafkaProducer<>(ClientSettings.producer(policy, bufferBytes));
  }

  @Override
  public void send(List<AcceptedCall> calls, Consumer<Boolean> done) {
    var request = new Sent(calls.size(), done);
    try {
      if (topic.problem() != null) {
        request.failed(calls.size(), null);
        return;
      }
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(calls.size());
      for (AcceptedCall call : calls) {
        records.add(record(call));
      }
      send(working(), records, request);
    } catch (RuntimeException | Error e) {
      OutOfMemory.endIfIn(e);
      request.failed(calls.size(), e);
    }
  }

  /** One that cannot be queued is the last: its request is not acknowledged anyhow. */
  private void send(
      Producer<byte[], byte[]> by, List<ProducerRecord<byte[], byte[]>> records, Sent request) {
    for (int i = 0; i < records.size(); i++) {
      ProducerRecord<byte[], byte[]> record = records.get(i);
      int size = record.value().length;
      underWay.take(size);
      boolean isQueued = false;
      try {
        isQueued =
            by.send(record, (place, failure) -> settled(by, size, failure, request)).state()
                != Future.State.FAILED;
      } catch (RuntimeException | Error e) {
        OutOfMemory.endIfIn(e);
        settled(by, size, e, request);
      }
      if (!isQueued) {
        request.failed(records.size() - i - 1, null);
        return;
      }
    }
  }

  private ProducerRecord<byte[], byte[]> record(AcceptedCall call) {
    int lane = PersonLane.of(call.entry().accountId(), call.identity());
    return new ProducerRecord<>(
        policy.topic(),
        lane % topic.settings().partitions(),
        CallRecord.key(lane),
        CallRecord.write(call.entry()));
  }

  private void settled(
      Producer<byte[], byte[]> by, int size, @Nullable Throwable failure, Sent request) {
    underWay.free(size);
    if (failure == null) {
      if (isTold.get() && isTold.compareAndSet(true, false)) {
        LOG.info("Kafka takes calls again");
      }
      request.acknowledged();
    } else {
      if (!(failure instanceof RetriableException)) {
        broken = by;
      }
      request.failed(1, failure);
    }
  }

  private Producer<byte[], byte[]> working() {
    Producer<byte[], byte[]> before = producer;
    if (before == broken) {
      producer = open();
      before.close(Duration.ZERO); // What of it is not acknowledged fails.
    }
    return producer;
  }

  /** The records of one request. */
  private final class Sent {
    private final AtomicInteger left;
    private final Consumer<Boolean> done;

    /** It is answered by the first failure, or when nothing is left. */
    private final AtomicBoolean isAnswered = new AtomicBoolean();

    Sent(int records, Consumer<Boolean> done) {
      this.left = new AtomicInteger(records);
      this.done = done;
    }

    void acknowledged() {
      if (left.decrementAndGet() == 0 && isAnswered.compareAndSet(false, true)) {
        done.accept(true);
      }
    }

    void failed(int records, @Nullable Throwable failure) {
      failures.increment(records);
      if (failure != null) {
        tell(failure);
      }
      if (records > 0 && isAnswered.compareAndSet(false, true)) {
        done.accept(false);
      }
    }

    private void tell(Throwable failure) {
      if (isTold.compareAndSet(false, true)) {
        LOG.warn("Kafka does not take calls: {}", new Fault(failure));
      }
    }
  }

  /** Waits for what is on its way, and ends. */
  @PreDestroy
  void close() {
    producer.close(CLOSED_WITHIN);
  }
}
