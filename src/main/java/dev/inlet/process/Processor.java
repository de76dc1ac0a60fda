package dev.inlet.process;

import dev.inlet.handler.Change;
import dev.inlet.handler.Handlers;
import dev.inlet.process.SeenMessages.Occurrence;
import dev.inlet.receive.AnswerPolicy;
import dev.inlet.receive.Backoff;
import dev.inlet.receive.Follower;
import dev.inlet.receive.Journal;
import dev.inlet.receive.JournalEntry;
import dev.inlet.receive.Journaled;
import dev.inlet.receive.Pending;
import dev.inlet.receive.Received;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and turns calls into contacts, companies, events and page views.
 *
 * <p>It works in batches. One transaction holds dropping the repeats, running the handlers, writing
 * all their changes, and moving the mark up to which the journal is processed; so a crash anywhere
 * leaves either all of a batch or nothing, and what is left is done at the next start.
 *
 * <p>A call whose handler throws, or whose data the store refuses, is set aside after {@value
 * #ATTEMPTS} attempts and holds up nobody.
 */
@Context
public final class Processor implements Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
  private static final int BATCH = 256;
  private static final int ATTEMPTS = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How often to look for calls that another instance journaled and did not process. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(200);

  /** Where nobody waits for 200, calls are gathered for as long, since large batches cost less. */
  private static final Duration GATHER = Duration.ofMillis(25);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Journal journal;
  private final Progress progress;
  private final SeenMessages seenMessages;
  private final Handlers handlers;
  private final Effects effects;
  private final KeyUse keyUse;
  private final Rereader rereader;
  private final AnswerPolicy policy;
  private final Counter repeated;
  private final Counter setAside;

  private final Tail tail = new Tail();
  private final Thread worker;
  private volatile long mark;
  private volatile boolean stopping;

  // Of the worker's thread alone.
  private long journaled;
  private long attemptedFrom;
  private long singlyUpTo;
  private int failures;

  Processor(
      Journal journal,
      Progress progress,
      SeenMessages seenMessages,
      Handlers handlers,
      Effects effects,
      KeyUse keyUse,
      Rereader rereader,
      AnswerPolicy policy,
      MeterRegistry meters) {
    this.journal = journal;
    this.progress = progress;
    this.seenMessages = seenMessages;
    this.handlers = handlers;
    this.effects = effects;
    this.keyUse = keyUse;
    this.rereader = rereader;
    this.policy = policy;
    this.repeated =
        Counter.builder("inlet.calls.repeated")
            .description("Deliveries of a message that was processed before")
            .register(meters);
    this.setAside =
        Counter.builder("inlet.calls.set.aside")
            .description("Calls that could not be processed")
            .register(meters);
    this.mark = progress.mark();
    this.journaled = journal.last();
    Gauge.builder("inlet.processor.lag", this, Processor::lag)
        .description("Calls that are durable and not yet processed")
        .register(meters);
    this.worker = Thread.ofPlatform().name("processor").start(this::run);
  }

  /**
   * Refuses files that do not belong together.
   *
   * @throws IllegalStateException when more is processed than was ever journaled: new calls would
   *     be taken for old ones and never be processed
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
  }

  @Override
  public void follow(List<Journaled> calls, List<Pending> pending) {
    tail.add(calls, pending);
  }

  /** How many calls are durable and not yet processed, as far as this instance knows. */
  public long lag() {
    return Math.max(0, Math.max(tail.lastSeq(), journaled) - mark);
  }

  private void run() {
    var backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      try {
        if (!step()) {
          tail.await(mark, 1, LOOK_AROUND);
        }
        if (!policy.waitsForProcessing()) {
          tail.await(mark, BATCH, GATHER);
        }
        backoff.reset();
      } catch (InterruptedException e) {
        LOG.warn("The processor was interrupted, and goes on");
      } catch (RuntimeException | Error e) {
        // An error too: without this thread nothing would be processed any more.
        LOG.warn("Cannot process the journal after {}: {}", mark, e.toString());
        LOG.debug("The cause", e);
        backoff.pause();
      }
    }
  }

  /** Processes the next batch; false when there is none. */
  private boolean step() {
    if (tail.lastSeq() <= mark && journaled <= mark) {
      if (!journal.isShared()) {
        return false;
      }
      journaled = journal.last();
      if (journaled <= mark) {
        return false;
      }
    }
    try {
      mark = progress.inTransaction(this::processNext);
      failures = 0;
    } catch (CallRejected e) {
      // One call of the batch is to blame: from here to the end of the batch they go one by one.
      singlyUpTo = Math.max(singlyUpTo, attemptedFrom + BATCH);
      failures++;
      LOG.warn("The store refuses a call after {} in the journal: {}", mark, e.getMessage());
    }
    tail.processed(mark);
    return true;
  }

  private long processNext() {
    long from = progress.lockMark();
    attemptedFrom = from;
    int limit = from < singlyUpTo ? 1 : BATCH;
    List<Journaled> calls = tail.after(from, limit);
    if (calls.isEmpty()) {
      calls = journal.read(from, limit);
    }
    if (calls.isEmpty()) {
      return from;
    }
    if (limit == 1 && failures > ATTEMPTS) {
      Journaled call = calls.getFirst();
      setAside(call, "The store refuses its data");
    } else {
      process(calls, from);
    }
    long to = calls.getLast().seq();
    progress.moveMark(to);
    return to;
  }

  private void process(List<Journaled> calls, long from) {
    var keys = new ArrayList<MessageKey>(calls.size());
    for (Journaled call : calls) {
      keys.add(MessageKey.of(call.entry().accountId(), call.entry().messageId()));
    }
    Set<MessageKey> seen = new HashSet<>(seenMessages.seen(keys, from));
    Effects.Batch batch = effects.batch();
    var fresh = new ArrayList<Occurrence>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      Journaled call = calls.get(i);
      if (seen.add(keys.get(i))) {
        fresh.add(new Occurrence(keys.get(i), call.seq()));
        handle(call, batch);
      } else {
        repeated.increment();
      }
    }
    batch.carryOut();
    seenMessages.remember(fresh, calls.getLast().seq());
    keyUse.note(batch.keysUsed());
  }

  private void handle(Journaled call, Effects.Batch batch) {
    JournalEntry entry = call.entry();
    for (int attempt = 1; ; attempt++) {
      try {
        Received received = call.received() == null ? rereader.read(entry) : call.received();
        List<Change> changes = handlers.handle(received.call(), received.settings());
        batch.add(call.seq(), entry, changes);
        return;
      } catch (RuntimeException | StackOverflowError e) {
        if (attempt == ATTEMPTS) {
          // Not its message, which may hold what people sent.
          LOG.warn("Call {} of the journal is set aside: {}", call.seq(), e.getClass().getName());
          setAside(call, e.toString());
          return;
        }
      }
    }
  }

  private void setAside(Journaled call, String reason) {
    progress.setAside(call.seq(), call.entry(), reason);
    setAside.increment();
  }

  /** Ends after the batch at hand; what is left is done at the next start. */
  @PreDestroy
  void stop() {
    stopping = true;
    tail.close();
    try {
      worker.join(STOP_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
