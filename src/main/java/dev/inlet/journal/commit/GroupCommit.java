package dev.inlet.journal.commit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.MeterNames;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.fault.Vital;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.trace.Passed;
import dev.inlet.trace.Tracing;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls durable by group commit: one writer takes whatever is waiting, without lingering, and
 * appends it as one batch, so that hundreds of calls share one disk flush.
 *
 * <p>Accounts take turns: what waits is a {@link FairQueue}, and when 200 is tried for, what is
 * durable and not yet processed is bounded by the {@link Backlog}. Calls that happened long ago
 * come after all others. While the journal fails, the batch is tried again for as long as anybody
 * waits for it; whoever has been answered meanwhile is left out.
 *
 * <p>Where there is a {@link CallRelay}, that makes calls durable, each request's for itself and
 * several batches at a time; what it could not is answered 503 and not tried again.
 *
 * <p>The writer is a platform thread that nothing interrupts, because interrupting a thread that
 * writes closes the file under it.
 */
@Context
public final class GroupCommit implements Vital {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** How many calls of one account may wait while others send too: some 100 ms of processing. */
  private static final int WAITING_OF_SEVERAL = 512;

  /** A batch that takes as long to become durable keeps everybody waiting, whoever sends much. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(1);

  private final Journal journal;
  private final @Nullable CallRelay relay;
  private final JournalListener listener;
  private final Deadlines deadlines;
  private final AnswerPolicy policy;
  private final JournalLimits limits;
  private final MemoryBudget memory;
  private final Ticker ticker;
  private final Tracing tracing;
  private final Timer appendTime;
  private final DistributionSummary batchSize;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final FairQueue queue;
  private final Backlog backlog;
  private boolean stopping;

  /** Since when a batch is on its way to the disk; null while there is none. */
  private @Nullable Long appendingSince;

  /** False while no account can have too much waiting. Read without the lock, so a hint alone. */
  private volatile boolean crowded;

  private final Thread writer;

  /** Of the writer alone: what is to become durable next, and has not yet; maybe nothing. */
  private List<WaitingRequest> atHand = List.of();

  GroupCommit(
      Journal journal,
      @Nullable CallRelay relay,
      JournalListener listener,
      Deadlines deadlines,
      AnswerPolicy policy,
      JournalLimits limits,
      MemoryBudget memory,
      ProcessingCost cost,
      Ticker ticker,
      Tracing tracing,
      MeterRegistry meters) {
    this.journal = journal;
    this.relay = relay;
    this.listener = listener;
    this.deadlines = deadlines;
    this.policy = policy;
    this.limits = limits;
    this.memory = memory;
    this.ticker = ticker;
    this.tracing = tracing;
    this.queue = new FairQueue(limits);
    this.backlog = new Backlog(cost);
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
    Gauge.builder(MeterNames.WAITING, this, GroupCommit::waitingCalls)
        .description("Calls waiting to become durable")
        .register(meters);
    listener.onProgress(this::processed);
    deadlines.ask(this::isHeldBack);
    this.writer = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
  }

  /** Begins to make calls durable. */
  @PostConstruct
  void start() {
    writer.start();
  }

  /**
   * Queues a request's calls. The request is answered when they are durable or processed, as the
   * policy has it, or when its deadline is over. When there is no room, the newest request of the
   * account with the most waiting calls is refused, which may be this one.
   */
  public void offer(WaitingRequest request) {
    queued(request).forEach((answer, displaced) -> WaitingRequest.answerAll(displaced, answer));
  }

  private Map<Unavailable, List<WaitingRequest>> queued(WaitingRequest request) {
    lock.lock();
    try {
      if (stopping) {
        return Map.of(TooMany.ofAll(policy), List.of(request));
      }
      long now = ticker.read();
      backlog.heard(request.lane(), now);
      deadlines.awaitsDurability(request);
      List<WaitingRequest> displaced = queue.add(request);
      crowded = isCrowded(now);
      if (room(request.lane(), now) > 0) {
        arrival.signal();
      }
      return displaced.stream().collect(Collectors.groupingBy(one -> tooMany(one.lane(), now)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The refusal for an account that has its share of calls waiting already; null when it may offer
   * more. Asked for before a call is read, because reading it would take time from others; so what
   * it has waiting of old calls, which this one may not be, does not count.
   */
  public @Nullable Unavailable refusal(String accountId) {
    if (!crowded) {
      return null;
    }
    lock.lock();
    try {
      long now = ticker.read();
      var lane = new Lane(accountId, false);
      if (backlog.isShared(now) && queue.calls(lane) >= WAITING_OF_SEVERAL) {
        return isStuck(now) ? TooMany.ofAll(policy) : TooMany.ofOne(policy);
      }
      return queue.isFullFor(lane) ? tooMany(lane, now) : null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isCrowded(long nowNanos) {
    return queue.isFull() || backlog.isShared(nowNanos) && queue.calls() >= WAITING_OF_SEVERAL;
  }

  /** Whose doing it is that there is no room: nobody's but ours while the journal is stuck. */
  private Unavailable tooMany(Lane lane, long nowNanos) {
    return !isStuck(nowNanos) && queue.isFlood(lane)
        ? TooMany.ofOne(policy)
        : TooMany.ofAll(policy);
  }

  private boolean isStuck(long nowNanos) {
    return appendingSince != null && nowNanos - appendingSince > STUCK_AFTER.toNanos();
  }

  /** Whether a request waits because too much of its lane is not processed yet. */
  private boolean isHeldBack(WaitingRequest request) {
    lock.lock();
    try {
      long now = ticker.read();
      return !isStuck(now) && room(request.lane(), now) <= 0;
    } finally {
      lock.unlock();
    }
  }

  private long waitingCalls() {
    lock.lock();
    try {
      return queue.calls();
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many more calls of a lane may become durable now. Not bounded where calls are answered 202
   * at once, since nobody waits for the processor, nor during a stop, which finishes all.
   */
  private long room(Lane lane, long nowNanos) {
    return policy.waitsForProcessing() && !stopping ? backlog.room(lane, nowNanos) : Long.MAX_VALUE;
  }

  private void processed(long upTo) {
    lock.lock();
    try {
      backlog.processed(upTo, ticker.read());
      if (queue.calls() > 0) {
        // Otherwise the writer would wake for nothing, which costs as much as reading a call.
        arrival.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    var backoff = new Backoff(LONGEST_PAUSE);
    while (awaitCalls()) {
      if (commitNext()) {
        backoff.reset();
      } else {
        backoff.pause();
      }
    }
  }

  /** Waits until there is a batch at hand; false once everything is done after a stop. */
  private boolean awaitCalls() {
    lock.lock();
    try {
      takeNext();
      while (atHand.isEmpty() && !stopping) {
        arrival.awaitUninterruptibly();
        takeNext();
      }
      return !atHand.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a batch of what waits, unless there is one at hand. */
  private void takeNext() {
    lock.lock();
    try {
      if (atHand.isEmpty()) {
        atHand = takeNow();
        appendingSince = atHand.isEmpty() ? null : Long.valueOf(ticker.read());
      }
    } finally {
      lock.unlock();
    }
  }

  private List<WaitingRequest> takeNow() {
    long now = ticker.read();
    List<WaitingRequest> batch =
        queue.take(limits.batchCalls(), memory.append(), lane -> room(lane, now));
    crowded = isCrowded(now);
    return batch;
  }

  /**
   * Makes the next batch durable, if anything waits. For the writer alone.
   *
   * @return false when the journal fails, and the batch is to be tried again after a pause
   */
  boolean commitNext() {
    takeNext();
    List<Wanted> wanted = wanted(atHand);
    try {
      if (relay != null) {
        relay(relay, wanted);
      } else if (!wanted.isEmpty()) {
        append(wanted);
      }
      atHand = List.of();
      return true;
    } catch (RuntimeException | Error e) {
      // An error too: without this thread nothing would be acknowledged any more.
      OutOfMemory.endIfIn(e);
      LOG.warn("Cannot append {} requests to the journal: {}", wanted.size(), new Fault(e));
      return false;
    }
  }

  /** A request of a batch, with the calls that it lets go of once it is answered. */
  private record Wanted(WaitingRequest request, List<AcceptedCall> calls) {}

  private static List<Wanted> wanted(List<WaitingRequest> batch) {
    return batch.stream()
        .map(request -> new Wanted(request, request.calls()))
        .filter(one -> !one.calls().isEmpty())
        .toList();
  }

  private void relay(CallRelay relay, List<Wanted> wanted) {
    for (Wanted one : wanted) {
      WaitingRequest request = one.request();
      if (!request.isAnswered()) { // It may have waited for those before it.
        long start = ticker.read();
        batchSize.record(one.calls().size());
        relay.send(one.calls(), isDurable -> relayed(one, isDurable, start));
      }
    }
  }

  private void relayed(Wanted one, boolean isDurable, long start) {
    if (isDurable) {
      becameDurable(one.calls(), start);
    }
    WaitingRequest.answerAll(
        List.of(one.request()), isDurable ? Outcome.ACCEPTED : deadlines.notStored());
  }

  private void becameDurable(List<AcceptedCall> calls, long start) {
    var took = Duration.ofNanos(ticker.read() - start);
    appendTime.record(took);
    if (tracing.isFollowing()) {
      tracing.passed("journal", calls.stream().map(GroupCommit::journaled).toList(), took);
    }
  }

  private void append(List<Wanted> wanted) {
    List<WaitingRequest> batch = wanted.stream().map(Wanted::request).toList();
    var received = new ArrayList<AcceptedCall>();
    wanted.forEach(one -> received.addAll(one.calls()));
    long start = ticker.read();
    long seq = journal.append(received.stream().map(AcceptedCall::entry).toList());
    becameDurable(received, start);
    batchSize.record(received.size());

    var journaled = new ArrayList<Journaled>(received.size());
    for (AcceptedCall call : received) {
      journaled.add(new Journaled(seq++, call.entry(), call.read()));
    }
    long lastSeq = journaled.getFirst().seq() - 1;
    for (WaitingRequest request : batch) {
      lastSeq += request.size();
      request.durable(lastSeq);
    }
    if (policy.waitsForProcessing()) {
      noteBacklog(batch);
      batch.forEach(deadlines::awaitsProcessing);
    } else {
      WaitingRequest.answerAll(batch, Outcome.ACCEPTED);
    }
    listener.follow(journaled, batch);
  }

  private static Passed journaled(AcceptedCall call) {
    return new Passed(call.entry().traced(), "durable");
  }

  private void noteBacklog(List<WaitingRequest> batch) {
    lock.lock();
    try {
      backlog.journaled(batch, ticker.read());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Thread thread() {
    return writer;
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
