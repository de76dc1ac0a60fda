package dev.inlet.simulation;

import dev.inlet.account.Settings;
import dev.inlet.call.Call.Screen;
import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.handler.Change;
import dev.inlet.handler.Handler;
import dev.inlet.handler.Handlers;
import dev.inlet.handler.OurHandlers;
import dev.inlet.handler.ScreenHandler;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.commit.JournalListener;
import dev.inlet.journal.commit.ProcessingCost;
import dev.inlet.journal.commit.SteppedCommit;
import dev.inlet.journal.commit.WaitingRequest;
import dev.inlet.process.SteppedProcessor;
import dev.inlet.simulation.machine.SimulatedTime;
import dev.inlet.storage.file.JournalFiles;
import dev.inlet.storage.file.disk.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** Inlet from a start to its end: the real parts, put together as Inlet does. */
final class Instance {
  private static final Path FOLDER = Path.of("journal");
  private static final long PLENTY = 1 << 20;

  private static final Handlers HANDLERS = OurHandlers.with(new Screens());

  private final JournalFiles files;
  private final SteppedCommit commit;
  private final SteppedProcessor processor;

  /** Told of what happens in an instance. */
  interface Watcher {

    /** Calls have become durable. */
    void journaled(List<Journaled> calls);

    /** Some of them are processed, or certain to be. */
    void processed();
  }

  /** Starts one on what a disk and a database have. */
  Instance(
      Conditions conditions,
      SteppedProcessor.Ports ports,
      SimulatedTime time,
      JournalFiles files,
      Watcher watcher) {
    this.files = files;
    Journal journal = files.journal();
    ProcessingCost cost = SteppedCommit.cost(time);
    AnswerPolicy policy = policy(conditions);
    MemoryBudget memory = memory(conditions);
    this.processor = new SteppedProcessor(journal, ports, HANDLERS, policy, memory, cost, time);
    this.commit =
        new SteppedCommit(
            journal,
            new Watched(processor.listener(), watcher),
            policy,
            new JournalLimits(conditions.waiting(), PLENTY, conditions.batch()),
            memory,
            cost,
            time);
  }

  static AnswerPolicy policy(Conditions conditions) {
    return new AnswerPolicy(
        conditions.waitsForProcessing(),
        Duration.ofMillis(conditions.budget()),
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        Cause.FLOOD);
  }

  private static MemoryBudget memory(Conditions conditions) {
    return new MemoryBudget(
        PLENTY, PLENTY, conditions.tail(), PLENTY, conditions.changed(), 4_000, PLENTY);
  }

  /** Opens the journal of the one before. */
  static JournalFiles files(Conditions conditions, Disk disk) {
    return new JournalFiles(
        disk, FOLDER, conditions.segment(), conditions.ahead(), memory(conditions));
  }

  JournalFiles files() {
    return files;
  }

  SteppedCommit commit() {
    return commit;
  }

  SteppedProcessor processor() {
    return processor;
  }

  private record Watched(JournalListener real, Watcher watcher) implements JournalListener {
    @Override
    public void follow(List<Journaled> calls, List<WaitingRequest> waiting) {
      watcher.journaled(calls);
      real.follow(calls, waiting);
    }

    @Override
    public void onProgress(LongConsumer listener) {
      real.onProgress(
          upTo -> {
            listener.accept(upTo);
            watcher.processed();
          });
    }
  }

  /** As a vendor may have it, it goes wrong about some of them. */
  private static final class Screens implements Handler<Screen> {
    private final ScreenHandler ours = new ScreenHandler();

    @Override
    public Class<Screen> handles() {
      return Screen.class;
    }

    @Override
    public List<Change> handle(Screen call, Settings settings) {
      if (SentCall.THROWN_AT.equals(call.name())) {
        throw new IllegalStateException("It never works");
      }
      return ours.handle(call, settings);
    }
  }
}
