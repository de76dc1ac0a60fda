package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.MeterNames;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.fault.Vital;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Peers;
import dev.inlet.journal.Progress;
import dev.inlet.journal.commit.Backoff;
import dev.inlet.journal.commit.JournalListener;
import dev.inlet.journal.commit.ProcessingCost;
import dev.inlet.journal.commit.WaitingRequest;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.process.Processing.Processed;
import dev.inlet.process.Remarks.Found;
import dev.inlet.trace.Passed;
import dev.inlet.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and turns calls into contacts, companies, events and page views. Of several
 * instances the one with the {@link Lease} does so; the others watch the mark.
 *
 * <p>It works in batches. One transaction holds dropping the repeats, running the handlers, writing
 * all their changes, and moving the mark up to which the journal is processed; so a crash anywhere
 * leaves either all of a batch or nothing, and what is left is done at the next start.
 *
 * <p>Calls about people who were erased are left out before anything else.
 *
 * <p>A call whose handler throws, whose data the store refuses, or that fails in any other way than
 * by the store being away, is set aside after {@value Processing#ATTEMPTS} attempts and holds up
 * nobody; so is one over which Inlet has ended as often. Batches are bounded by the memory they
 * take, too.
 */
@Context
public final class Processor implements JournalListener, Vital {
  private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
  private static final int BATCH = 256;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How often to ask for the lease while another instance has it. */
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  /** Where nobody waits for 200, calls are gathered for as long, since large batches cost less. */
  private static final Duration GATHER = Duration.ofMillis(25);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Journal journal;
  private final Progress progress;
  private final Lease lease;
  private final SetAsideCalls setAsideCalls;
  private final Processing processing;
  private final Forecast forecast;
  private final Remarks remarks;
  private final AnswerPolicy policy;
  private final Ticker ticker;
  private final Tracing tracing;

  private final Tail tail;
  private final Upcoming upcoming;
  private final WriteBehind behind;
  private final Neighbours neighbours;
  private final Thread worker;

  /** Up to here calls are processed, and all that they ask for is written. */
  private volatile long mark;

  private volatile long journaled;
  private volatile boolean stopping;
  private volatile LongConsumer progressListener = upTo -> {};

  /** Up to here calls were journaled before this start. */
  private final long leftOver;

  // Of the worker's thread alone.
  private boolean hasBegun;
  private boolean isIdle;
  private List<Journaled> attempted = List.of();
  private final BatchBisection bisection = new BatchBisection(BATCH, Processing.ATTEMPTS);

  Processor(
      Journal journal,
      Progress progress,
      Lease lease,
      SetAsideCalls setAsideCalls,
      Processing processing,
      Forecast forecast,
      Remarks remarks,
      AnswerPolicy policy,
      ProcessingCost cost,
      Peers peers,
      MemoryBudget memory,
      Ticker ticker,
      Tracing tracing,
      MeterRegistry meters) {
    this.journal = journal;
    this.progress = progress;
    this.lease = lease;
    this.setAsideCalls = setAsideCalls;
    this.processing = processing;
    this.forecast = forecast;
    this.remarks = remarks;
    this.policy = policy;
    this.ticker = ticker;
    this.tracing = tracing;
    this.tail = new Tail(memory.tail());
    this.upcoming = new Upcoming(tail, journal, memory.batch());
    this.neighbours = new Neighbours(journal.isShared(), peers, tail::wake);
    peers.listen(neighbours);
    this.mark = progress.mark();
    this.journaled = journal.last();
    this.leftOver = journaled;
    this.behind =
        new WriteBehind(
            tail,
            following -> forecast.certain(following, mark),
            cost,
            ticker,
            BATCH,
            () -> mark,
            journal.isShared() ? 0 : leftOver,
            this::answerCertain);
    Gauge.builder(MeterNames.LAG, this, Processor::lag)
        .description("Calls that are durable and not yet processed")
        .register(meters);
    Gauge.builder(MeterNames.LEASE, neighbours, one -> one.processesHere() ? 1 : 0)
        .description("1 on the instance that processes what all of them take")
        .register(meters);
    this.worker = Thread.ofPlatform().name("processor").unstarted(this::run);
  }

  /**
   * Refuses files that do not belong together.
   *
   * @throws IllegalStateException when more is processed than was ever journaled: new calls would
   *     be taken for old ones and never be processed; or when calls are missing that were not
   *     processed
   */
  public void checkJournal() {
    long processedUpTo = progress.mark();
    long journaledUpTo = journal.last();
    if (processedUpTo > journaledUpTo) {
      throw new IllegalStateException(
          "The journal ends at %d, but calls up to %d are processed: its file is missing or older"
                  .formatted(journaledUpTo, processedUpTo)
              + " than the other one. Restore both from one backup");
    }
    if (processedUpTo < journaledUpTo && !follows(processedUpTo)) {
      throw new IllegalStateException(
          "Calls after %d are not processed, and missing from the journal, which goes on to %d:"
                  .formatted(processedUpTo, journaledUpTo)
              + " restore both from one backup");
    }
  }

  /** Whether the next call is there: only those that are processed are ever removed. */
  private boolean follows(long processedUpTo) {
    return journal.read(processedUpTo, 1).stream()
        .anyMatch(call -> call.seq() == processedUpTo + 1);
  }

  /** Begins to process. */
  public void start() {
    worker.start();
  }

  @Override
  public void follow(List<Journaled> calls, List<WaitingRequest> waiting) {
    tail.add(calls, waiting);
    neighbours.tellJournaled(calls.getLast().seq());
  }

  @Override
  public void onProgress(LongConsumer listener) {
    progressListener = listener;
  }

  /** How many calls are durable and not yet processed, as far as this instance knows. */
  public long lag() {
    return Math.max(0, known() - mark);
  }

  private long known() {
    return Math.max(tail.lastSeq(), Math.max(journaled, neighbours.toldEnd()));
  }

  private void run() {
    var backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      try {
        if (!lease.whileHeld(() -> keepProcessing(backoff))) {
          watch();
          backoff.reset();
        }
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nothing would be processed any more.
        OutOfMemory.endIfIn(e);
        var fault = new Fault(e);
        LOG.warn("Cannot process the journal after {}: {}", mark, fault);
        LOG.atDebug().log(fault::trace);
        backoff.pause();
      }
    }
  }

  /** Processes batch after batch, until Inlet stops or something fails. */
  private void keepProcessing(Backoff backoff) {
    neighbours.processHere(true);
    try {
      while (!stopping) {
        Pause pause = step();
        backoff.reset();
        await(pause.after(), pause.calls(), pause.longest());
      }
      if (behind.isBehind()) {
        processBatch();
      }
    } finally {
      neighbours.processHere(false);
    }
  }

  /**
   * How long there is nothing to do.
   *
   * @param calls it ends when so many calls follow a place in the journal, or somebody wants to
   *     read
   * @param longest how long it is at most
   */
  record Pause(long after, int calls, Duration longest) {}

  /**
   * Does what there is to be done now: answers what is certain, processes a batch, or looks around
   * after a pause in which nothing came. For the thread that processes alone, and harmless before
   * its time.
   */
  Pause step() {
    if (mayForesee() && behind.gather()) {
      return new Pause(behind.certainUpTo(), 1, behind.left());
    }
    if (known() <= mark && isIdle) {
      lookAround();
    }
    boolean wasIdle = isIdle;
    isIdle = known() <= mark;
    if (isIdle) {
      return new Pause(mark, 1, neighbours.pause(ticker.read()));
    }
    boolean mayGather = !policy.waitsForProcessing();
    if (!(mayGather && wasIdle)) {
      processBatch();
    }
    return new Pause(mark, BATCH, mayGather ? GATHER : Duration.ZERO);
  }

  /**
   * Whether calls may be answered before they are written. Not where other instances read, who
   * could not ask for it; nor while it is being found out which call is to blame.
   */
  private boolean mayForesee() {
    return policy.waitsForProcessing()
        && !journal.isShared()
        && hasBegun
        && mark >= leftOver
        && bisection.limit() == BATCH;
  }

  private void answerCertain(long upTo) {
    tail.certain(upTo);
    progressListener.accept(upTo);
  }

  /**
   * Returns when all that was answered 200 so far is written, and so seen by whoever reads now: at
   * once, when it is already; and all the same after two seconds. Not for the processor's own
   * thread.
   */
  public void awaitSettled() {
    behind.awaitSettled();
  }

  /** Has all that was answered 200 so far written soon; returns up to which call that is. */
  long askToSettle() {
    return behind.askToSettle();
  }

  /** Whether the calls up to one are written. */
  boolean isSettled(long upTo) {
    return behind.isSettled(upTo);
  }

  /** Another instance processes: answers the requests whose calls it has done. */
  private void watch() {
    long start = ticker.read();
    while (!stopping && ticker.read() - start < ASK_EVERY.toNanos()) {
      if (neighbours.areHeard(ticker.read())) {
        await(Integer.MAX_VALUE, Neighbours.TOLD);
      } else if (await(1, Neighbours.QUIET)) {
        // Calls of ours wait: the other needs a moment for them.
        await(Integer.MAX_VALUE, Neighbours.SOON);
      }
      long told = neighbours.takeMark();
      if (told > mark) {
        reached(Step.to(told, setAsideByOthers(told)));
      } else {
        lookForMark();
      }
    }
  }

  private void lookForMark() {
    long before = mark;
    lookAround();
    if (mark > before) {
      neighbours.wereSilent(ticker.read());
    }
  }

  /** Waits for so many calls to follow the mark; false when the time is over before. */
  private boolean await(int calls, Duration time) {
    return await(mark, calls, time);
  }

  private boolean await(long after, int calls, Duration time) {
    try {
      return tail.await(after, calls, time);
    } catch (InterruptedException e) {
      LOG.warn("The processor was interrupted, and goes on");
      return true;
    }
  }

  /** Processes the next batch, of which there is one. */
  private void processBatch() {
    if (!hasBegun) {
      noteFirstTry();
    }
    long start = ticker.read();
    try {
      Step step = progress.inTransaction(this::processNext);
      if (tracing.isFollowing()) {
        trace(step, Duration.ofNanos(ticker.read() - start));
      }
      committed(step);
    } catch (TooMuchAtOnce e) {
      bisection.tooMany(attempted);
    } catch (CallRejected e) {
      if (attempted.isEmpty()) {
        throw e; // It is about no call.
      }
      bisection.refused(attempted, e.reason());
      LOG.warn("A call after {} in the journal is refused: {}", mark, e.reason());
    } finally {
      attempted = List.of();
    }
  }

  /** The first call is tried alone, and with a note: it may be what ended Inlet the last time. */
  private void noteFirstTry() {
    bisection.endedOver(mark + 1, progress.noteTry(mark + 1));
    hasBegun = true;
  }

  private void committed(Step step) {
    bisection.settled();
    remarks.note(step.found());
    if (mark < leftOver) {
      // Should one of the next end Inlet, the next start begins with that one.
      progress.force();
    }
    reached(step);
    neighbours.tellProcessed(mark);
    if (attempted.isEmpty()) {
      lookAround(); // There is less than was told.
    }
  }

  private void trace(Step step, Duration took) {
    Map<Long, String> special = new HashMap<>();
    step.found().repeats().forEach(one -> special.put(one.call().seq(), "repeated"));
    step.found().erased().forEach(one -> special.put(one.seq(), "of the erased"));
    step.unprocessed().forEach(seq -> special.put(seq, "set aside"));
    List<Passed> batch =
        attempted.stream()
            .map(
                call ->
                    new Passed(
                        call.entry().traced(), special.getOrDefault(call.seq(), "processed")))
            .toList();
    tracing.passed("process", batch, took);
  }

  /**
   * Another instance may have journaled or processed something. And the mark may have gone back,
   * together with effects that were not forced yet, when H2 had to open its file again.
   */
  private void lookAround() {
    journaled = journal.last();
    neighbours.looked(journaled, tail.lastSeq(), ticker.read());
    long found = progress.mark();
    reached(Step.to(found, setAsideByOthers(found)));
  }

  private void reached(Step step) {
    mark = step.mark();
    forecast.written(mark);
    tail.processed(mark, step.unprocessed());
    progressListener.accept(mark);
    behind.written();
  }

  /**
   * Where the mark is now.
   *
   * @param unprocessed calls up to the mark that are durable and not processed: those that were set
   *     aside, and repeats of them
   * @param found what else is to be told of them
   */
  private record Step(long mark, Set<Long> unprocessed, Found found) {
    static Step to(long mark, Set<Long> unprocessed) {
      return new Step(mark, unprocessed, Found.NOTHING);
    }
  }

  private Step processNext() {
    long from = progress.lockMark();
    attempted = upcoming.after(from, bisection.limit(), known());
    var unprocessed = new HashSet<>(setAsideByOthers(from));
    if (attempted.isEmpty()) {
      return Step.to(from, unprocessed);
    }
    Processed done = processing.process(attempted, from, bisection.verdict(attempted));
    unprocessed.addAll(done.unprocessed());
    long to = attempted.getLast().seq();
    progress.moveMark(to);
    return new Step(to, unprocessed, done.found());
  }

  /** Another instance may have moved the mark, and have set aside calls that wait for us. */
  private Set<Long> setAsideByOthers(long upTo) {
    return upTo > mark ? setAsideCalls.between(mark, upTo) : Set.of();
  }

  @Override
  public Thread thread() {
    return worker;
  }

  /** Ends after the batch at hand; what is left is done at the next start. */
  @PreDestroy
  void stop() {
    stopping = true;
    tail.close();
    try {
      if (worker.isAlive()) {
        worker.join(STOP_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
