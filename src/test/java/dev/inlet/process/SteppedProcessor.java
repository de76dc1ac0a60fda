package dev.inlet.process;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.AccountStore;
import dev.inlet.activity.ActivityStore;
import dev.inlet.codec.Parsed;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.UnreadMeters;
import dev.inlet.erase.NobodyErased;
import dev.inlet.erase.TombstoneCheck;
import dev.inlet.forward.ChangeStore;
import dev.inlet.handler.Handlers;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.Peers;
import dev.inlet.journal.Progress;
import dev.inlet.journal.ReadCall;
import dev.inlet.journal.commit.JournalListener;
import dev.inlet.journal.commit.ProcessingCost;
import dev.inlet.trace.Tracing;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/**
 * The processor, with all that is behind it up to the stores' ports, and without its thread:
 * whoever has it does its steps. Nobody is ever erased.
 */
@NullUnmarked
public final class SteppedProcessor {
  private static final Rereader REREADER = new Rereader();

  private final Processor processor;

  /** What it writes to. */
  public record Ports(
      Progress progress,
      SeenMessages seenMessages,
      OldMessages oldMessages,
      SetAsideCalls setAsideCalls,
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      AccountStore accounts,
      Archive archive,
      ChangeStore changes) {}

  /** The processor as Inlet has it, and not started. */
  public SteppedProcessor(
      Journal journal,
      Ports ports,
      Handlers handlers,
      AnswerPolicy policy,
      MemoryBudget memory,
      ProcessingCost cost,
      Ticker ticker) {
    var meters = new CompositeMeterRegistry();
    TombstoneCheck tombstones = NobodyErased.check();
    var interpreter = new Interpreter(REREADER, handlers);
    var effects =
        new Effects(
            ports.contacts(),
            ports.companies(),
            ports.activities(),
            null,
            ports.changes(),
            memory,
            cost,
            () -> Instant.EPOCH.plusNanos(ticker.read()),
            ticker);
    var processing =
        new Processing(
            tombstones,
            ports.seenMessages(),
            new OldCalls(ports.activities(), ports.oldMessages()),
            ports.setAsideCalls(),
            interpreter,
            effects,
            new KeyUse(ports.accounts()),
            meters);
    var forecast =
        new Forecast(
            tombstones,
            ports.seenMessages(),
            interpreter,
            new Room(ports.contacts(), ports.companies()));
    this.processor =
        new Processor(
            journal,
            ports.progress(),
            work -> {
              throw new IllegalStateException("Nobody runs it");
            },
            ports.setAsideCalls(),
            processing,
            forecast,
            new Remarks(ports.archive(), ports.contacts(), UnreadMeters.ofWarnings()),
            policy,
            cost,
            Peers.NONE,
            memory,
            ticker,
            Tracing.OFF,
            meters);
  }

  /** Reads a call, as the receiver does. */
  public static ReadCall read(JournalEntry entry) {
    return switch (REREADER.read(entry)) {
      case Parsed.Ok<ReadCall> read -> read.value();
      case Parsed.Bad<ReadCall> bad -> throw new IllegalArgumentException(bad.problem());
    };
  }

  /** As {@link Processor#checkJournal}. */
  public void checkJournal() {
    processor.checkJournal();
  }

  /** What follows the journal. */
  public JournalListener listener() {
    return processor;
  }

  /** Does what there is to be done; returns how long there may be nothing to do then. */
  public Duration step() {
    return processor.step().longest();
  }

  /** As {@link Processor#awaitSettled}, but for the waiting. */
  public long askToSettle() {
    return processor.askToSettle();
  }

  /** Whether the calls up to one are written. */
  public boolean isSettled(long upTo) {
    return processor.isSettled(upTo);
  }
}
