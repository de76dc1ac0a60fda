package dev.inlet.receive;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls durable by group commit: one writer takes whatever is waiting, without lingering, and
 * appends it as one batch, so that hundreds of calls share one disk flush.
 *
 * <p>The queue is bounded by calls and by bytes. While the journal fails, the batch is tried again
 * for as long as anybody waits for it; whoever has been answered meanwhile is left out.
 *
 * <p>The writer is a platform thread that nothing interrupts, because interrupting a thread that
 * writes closes H2's file for everyone.
 */
@Context
public final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final long BATCH_BYTES = 8L << 20;

  private final Journal journal;
  private final Follower follower;
  private final Deadlines deadlines;
  private final AnswerPolicy policy;
  private final JournalLimits limits;
  private final Timer appendTime;
  private final DistributionSummary batchSize;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();
  private long queuedCalls;
  private long queuedBytes;
  private boolean stopping;
  private final Thread writer;

  GroupCommit(
      Journal journal,
      Follower follower,
      Deadlines deadlines,
      AnswerPolicy policy,
      JournalLimits limits,
      MeterRegistry meters) {
    this.journal = journal;
    this.follower = follower;
    this.deadlines = deadlines;
    this.policy = policy;
    this.limits = limits;
    this.appendTime =
        Timer.builder("inlet.journal.append")
            .description("Time to make one batch durable")
            .publishPercentiles(0.5, 0.99, 0.999)
            .register(meters);
    this.batchSize =
        DistributionSummary.builder("inlet.journal.batch.size")
            .description("Calls that shared one commit and flush")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    Gauge.builder("inlet.calls.waiting", this, GroupCommit::waitingCalls)
        .description("Calls waiting to become durable")
        .register(meters);
    this.writer = Thread.ofPlatform().name("journal-writer").start(this::run);
  }

  /**
   * Queues a request's calls, which will be answered in time; false when there is no room for them,
   * or the journal is closing.
   */
  boolean offer(Pending pending) {
    lock.lock();
    try {
      int calls = pending.calls().size();
      boolean full =
          queuedCalls + calls > limits.waitingCalls()
              || queuedBytes + pending.bytes() > limits.waitingBytes();
      if (stopping || full && queuedCalls > 0) {
        return false;
      }
      queue.add(pending);
      deadlines.awaitsDurability(pending);
      queuedCalls += calls;
      queuedBytes += pending.bytes();
      arrival.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private long waitingCalls() {
    lock.lock();
    try {
      return queuedCalls;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (List<Pending> batch = take(); !batch.isEmpty(); batch = take()) {
      commit(batch);
    }
  }

  /** Waits for calls and takes a batch of them; empty once everything is done after a stop. */
  private List<Pending> take() {
    lock.lock();
    try {
      while (queue.isEmpty() && !stopping) {
        arrival.awaitUninterruptibly();
      }
      var batch = new ArrayList<Pending>();
      long calls = 0;
      long bytes = 0;
      while (!queue.isEmpty() && calls < limits.batchCalls() && bytes < BATCH_BYTES) {
        Pending pending = queue.remove();
        calls += pending.calls().size();
        bytes += pending.bytes();
        batch.add(pending);
      }
      queuedCalls -= calls;
      queuedBytes -= bytes;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Pending> batch) {
    var backoff = new Backoff(LONGEST_PAUSE);
    List<Pending> wanted = unanswered(batch);
    while (!wanted.isEmpty()) {
      try {
        append(wanted);
        return;
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nothing would be acknowledged any more.
        LOG.warn("Cannot append {} calls to the journal: {}", wanted.size(), e.toString());
        backoff.pause();
        wanted = unanswered(batch);
      }
    }
  }

  private void append(List<Pending> batch) {
    var received = new ArrayList<Received>();
    batch.forEach(pending -> received.addAll(pending.calls()));
    long start = System.nanoTime();
    long seq = journal.append(received.stream().map(Received::entry).toList());
    appendTime.record(Duration.ofNanos(System.nanoTime() - start));
    batchSize.record(received.size());

    var journaled = new ArrayList<Journaled>(received.size());
    for (Received call : received) {
      journaled.add(new Journaled(seq++, call.entry(), call));
    }
    long lastSeq = journaled.getFirst().seq() - 1;
    for (Pending pending : batch) {
      lastSeq += pending.calls().size();
      pending.durable(lastSeq);
    }
    if (policy.waitsForProcessing()) {
      batch.forEach(deadlines::awaitsProcessing);
    } else {
      Pending.answerAll(batch, Outcome.ACCEPTED);
    }
    follower.follow(journaled, batch);
  }

  private static List<Pending> unanswered(List<Pending> batch) {
    return batch.stream().filter(pending -> !pending.isAnswered()).toList();
  }

  /** Makes what is queued durable and ends. */
  @PreDestroy
  void stop() {
    lock.lock();
    try {
      stopping = true;
      arrival.signal();
    } finally {
      lock.unlock();
    }
    try {
      writer.join(policy.deadline().plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
