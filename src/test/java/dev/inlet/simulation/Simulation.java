package dev.inlet.simulation;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.WaitingRequest;
import dev.inlet.process.SteppedProcessor;
import dev.inlet.simulation.machine.Crashed;
import dev.inlet.simulation.machine.SimulatedActivities;
import dev.inlet.simulation.machine.SimulatedArchive;
import dev.inlet.simulation.machine.SimulatedChanges;
import dev.inlet.simulation.machine.SimulatedCompanies;
import dev.inlet.simulation.machine.SimulatedContacts;
import dev.inlet.simulation.machine.SimulatedDatabase;
import dev.inlet.simulation.machine.SimulatedDisk;
import dev.inlet.simulation.machine.SimulatedKeys;
import dev.inlet.simulation.machine.SimulatedMessages;
import dev.inlet.simulation.machine.SimulatedProgress;
import dev.inlet.simulation.machine.SimulatedProgress.Mark;
import dev.inlet.simulation.machine.SimulatedSetAside;
import dev.inlet.simulation.machine.SimulatedTime;
import dev.inlet.simulation.machine.StoreAway;
import dev.inlet.simulation.machine.Surroundings;
import dev.inlet.storage.file.JournalFiles;
import dev.inlet.storage.file.disk.Disk;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: senders send, Inlet works, answers, crashes and starts again, in an order that the
 * seed alone decides; and whatever it promises is looked after on the way.
 *
 * <p>All is done by one thread. Everybody who would have a thread is an {@link Actor} here, who
 * does a step when it is due. Each step of the disk and of the store takes time, in which the
 * others do theirs, as far as they do not wait for the one who is at work.
 */
final class Simulation implements Surroundings, Instance.Watcher {

  /** Who does steps. */
  private enum Actor {
    SENDERS,
    WRITER,
    PROCESSOR,
    DEADLINES,
    ANSWERS,
    READER,
    TIDIER,
    STARTER
  }

  private static final Actor[] ACTORS = Actor.values();
  private static final long NEVER = Long.MAX_VALUE;
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final List<Long> SLOW = List.of(20 * MILLISECOND, 400 * MILLISECOND, 3 * SECOND);

  /** How many starts may end over the same call before Inlet takes that for the call's fault. */
  private static final int STARTS_AT_A_CALL = 3;

  private static final int MOST_CRASHES = 6;
  private static final int MOST_READS = 12;
  private static final int MOST_STEPS = 200_000;

  /** How long it may take at the end until all is done, when nothing fails any more. */
  private static final long SETTLED_WITHIN = 60 * SECOND;

  private final Conditions conditions;
  private final SplittableRandom random;
  private final SimulatedTime time = new SimulatedTime();
  private final SimulatedDisk disk;
  private final Disk itsDisk;
  private final SimulatedDatabase database = new SimulatedDatabase();
  private final Customers customers;
  private final Books books;
  private final Parts parts;

  private final long[] due = new long[ACTORS.length];
  private final boolean[] busy = new boolean[ACTORS.length];
  private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
  private @Nullable Instance instance;
  private @Nullable Read reading;
  private @Nullable Violation violation;

  private boolean isGone;
  private boolean isCalm;
  private boolean isUndisturbed;
  private long calmSince;
  private long fullUntil;
  private int crashes;
  private long trace;
  private int steps;
  private int reads;

  /**
   * Somebody reads.
   *
   * @param upTo what was asked to be written for it
   * @param promised up to where calls were answered 200 by then
   */
  private record Read(long upTo, long promised, long since) {}

  private Simulation(long seed, Parts parts) {
    this.random = new SplittableRandom(seed);
    this.conditions = Conditions.of(random);
    this.parts = parts;
    this.disk = new SimulatedDisk(this, random.split());
    this.itsDisk = parts.disk(disk);
    this.customers = new Customers(conditions, random.split());
    this.books = new Books(customers, Instance.policy(conditions));
    Arrays.fill(due, NEVER);
  }

  /**
   * Runs a schedule.
   *
   * @return what happened: the same for the same seed
   * @throws Violation when a promise is not kept
   */
  static Tally run(long seed, Parts parts) {
    var simulation = new Simulation(seed, parts);
    simulation.run();
    return simulation.books.tally(simulation.trace, simulation.crashes);
  }

  private void run() {
    wake(Actor.STARTER, 0);
    wake(Actor.SENDERS, 0);
    untilAllIsDone();
    isGone = true;
    bury(true);
    untilAllIsDone();
    books.checkRefused();
  }

  private void untilAllIsDone() {
    while (!isAllDone()) {
      Actor next = next(NEVER);
      if (next == null) {
        throw failed("Nobody has anything to do, and not all is done");
      }
      act(next);
      if (violation != null) {
        throw violation;
      }
      if (isGone) {
        bury(random.nextInt(100) < conditions.powerCuts());
      }
      calmDown();
    }
    checkFacts(new Shown(database.committed()));
  }

  private void calmDown() {
    if (!isCalm && !customers.haveNew()) {
      isCalm = true;
      calmSince = time.read();
    }
    if (isCalm && time.read() - calmSince > SETTLED_WITHIN) {
      throw failed("It takes too long: " + customers.deliveries());
    }
  }

  private boolean isAllDone() {
    return isCalm
        && instance != null
        && !customers.haveMore()
        && customers.deliveries().stream().noneMatch(Delivery::isOpen)
        && instance.processor().isSettled(books.last());
  }

  /** Who is due first, until a time; null for nobody. */
  private @Nullable Actor next(long until) {
    Actor next = null;
    long earliest = until;
    for (Actor actor : ACTORS) {
      long its = due[actor.ordinal()];
      if (!busy[actor.ordinal()]
          && its != NEVER
          && (next == null ? its <= earliest : its < earliest)) {
        next = actor;
        earliest = its;
      }
    }
    return next;
  }

  private void wake(Actor actor, long in) {
    due[actor.ordinal()] = Math.min(due[actor.ordinal()], time.read() + in);
  }

  private void act(Actor actor) {
    time.advanceTo(due[actor.ordinal()]);
    due[actor.ordinal()] = NEVER;
    if (++steps > MOST_STEPS) {
      throw failed("It goes on and on with " + actor);
    }
    trace = trace * 31 + actor.ordinal() * 7 + time.read();
    busy[actor.ordinal()] = true;
    try {
      switch (actor) {
        case SENDERS -> send();
        case WRITER -> write();
        case PROCESSOR -> process();
        case DEADLINES -> answerOverdue();
        case ANSWERS -> answer();
        case READER -> read();
        case TIDIER -> tidy();
        case STARTER -> start();
      }
    } finally {
      busy[actor.ordinal()] = false;
    }
  }

  @Override
  public void take(Step step) {
    if (isUndisturbed) {
      return;
    }
    if (!isGone && mayCrash() && random.nextInt(1_000_000) < conditions.crashes()) {
      isGone = true;
    }
    long end = time.read() + duration(step);
    boolean mayOthersWork = end > time.read() && !busy[Actor.TIDIER.ordinal()];
    while (!isGone && mayOthersWork) {
      Actor next = next(end);
      if (next == null) {
        break;
      }
      act(next);
    }
    if (isGone) {
      throw new Crashed();
    }
    time.advanceTo(end);
  }

  private boolean mayCrash() {
    return !isCalm
        && crashes < MOST_CRASHES
        && SimulatedProgress.tries(database) < STARTS_AT_A_CALL;
  }

  private long duration(Step step) {
    if (step == Step.OPEN) {
      return 0;
    }
    if (busy[Actor.TIDIER.ordinal()]) {
      return MICROSECOND; // Nobody else works meanwhile.
    }
    if (!isCalm && random.nextInt(1_000) < conditions.slow()) {
      return SLOW.get(random.nextInt(SLOW.size()));
    }
    return random.nextLong(
        switch (step) {
          case OPEN, READ, WRITE, NAME -> 20 * MICROSECOND;
          case STORE -> 100 * MICROSECOND;
          case COMMIT -> 200 * MICROSECOND;
          case FORCE -> conditions.force();
        });
  }

  @Override
  public boolean fails(Step step) {
    if (isUndisturbed || isCalm) {
      return false;
    }
    if (step == Step.WRITE && isFull()) {
      return true;
    }
    int failures =
        switch (step) {
          case OPEN, READ -> conditions.diskFailures() / 10;
          case WRITE, NAME, FORCE -> conditions.diskFailures();
          case STORE -> conditions.storeFailures() / 10;
          case COMMIT -> conditions.storeFailures();
        };
    return random.nextInt(1_000_000) < failures;
  }

  private boolean isFull() {
    if (conditions.fillsUp() && time.read() > fullUntil && random.nextInt(200) == 0) {
      fullUntil = time.read() + random.nextLong(5 * SECOND);
    }
    return time.read() < fullUntil;
  }

  private void send() {
    Delivery delivery = customers.next(time);
    if (delivery != null) {
      deliver(delivery);
    }
    if (instance == null) {
      wake(Actor.SENDERS, 100 * MILLISECOND); // Nobody listens.
    } else if (customers.haveMore()) {
      wake(Actor.SENDERS, 1 + random.nextLong(2 * conditions.gap()));
    } else if (customers.deliveries().stream().anyMatch(Delivery::isOpen)) {
      wake(Actor.SENDERS, 20 * MILLISECOND);
    }
  }

  private void deliver(Delivery delivery) {
    Instance its = instance;
    if (its == null || isGone) {
      delivery.breaks();
      return;
    }
    Unavailable refusal = its.commit().refusal(delivery.accountId());
    if (refusal != null) {
      delivery.answered(refusal, time.read());
      return;
    }
    List<AcceptedCall> calls =
        delivery.calls().stream()
            .map(
                call -> {
                  JournalEntry entry = call.entry(time.instant());
                  return AcceptedCall.of(entry, SteppedProcessor.read(entry));
                })
            .toList();
    var request =
        new WaitingRequest(
            calls,
            task -> {
              answers.add(task);
              wake(Actor.ANSWERS, 20 * MICROSECOND);
            });
    delivery.waits(request);
    request
        .outcome()
        .thenAccept(
            outcome -> {
              if (its == instance && !isGone) {
                answered(delivery, outcome);
              }
            });
    its.commit().offer(request);
    wake(Actor.WRITER, 0);
    wake(Actor.DEADLINES, 5 * MILLISECOND);
  }

  private void answered(Delivery delivery, Outcome outcome) {
    delivery.answered(outcome, time.read());
    note(() -> books.checkAnswer(delivery));
  }

  /** Inlet may catch what is thrown on the way, so it is kept. */
  private void note(Runnable check) {
    try {
      check.run();
    } catch (Violation e) {
      violation = violation == null ? e : violation;
      throw e;
    }
  }

  private Violation failed(String what) {
    violation = new Violation(what + " (" + conditions + ")");
    return violation;
  }

  private void write() {
    if (instance == null) {
      return;
    }
    long before = books.last();
    if (!instance.commit().commitNext()) {
      wake(Actor.WRITER, 20 * MILLISECOND);
    } else if (books.last() > before) {
      wake(Actor.WRITER, MICROSECOND);
    }
  }

  @Override
  public void journaled(List<Journaled> calls) {
    note(() -> books.journaled(calls));
    wake(Actor.PROCESSOR, 0);
  }

  @Override
  public void processed() {
    wake(Actor.WRITER, 0);
  }

  private void process() {
    if (instance == null) {
      return;
    }
    try {
      Duration pause = instance.processor().step();
      wake(Actor.PROCESSOR, Math.max(pause.toNanos(), MICROSECOND));
    } catch (Crashed e) {
      // So has everybody.
    } catch (StoreAway | UncheckedIOException | CallRejected e) {
      wake(Actor.PROCESSOR, 20 * MILLISECOND);
    } catch (RuntimeException e) {
      violation = new Violation("The processor fails", e);
      throw violation;
    }
  }

  private void answerOverdue() {
    if (instance == null) {
      return;
    }
    instance.commit().answerOverdue();
    if (customers.deliveries().stream().anyMatch(Delivery::isOpen)) {
      wake(Actor.DEADLINES, 5 * MILLISECOND);
    }
  }

  private void answer() {
    for (int i = answers.size(); i > 0 && !isGone; i--) {
      answers.remove().run();
    }
  }

  private void read() {
    if (instance == null) {
      return;
    }
    SteppedProcessor processor = instance.processor();
    if (reading == null) {
      reading = new Read(processor.askToSettle(), books.promised(), time.read());
      wake(Actor.PROCESSOR, 0);
    }
    if (processor.isSettled(reading.upTo())) {
      Shown shown = new Shown(database.committed());
      long promised = reading.promised();
      reading = null;
      note(() -> books.checkPromised(shown, promised));
      checkFacts(shown);
      wakeReader();
    } else if (time.read() - reading.since() > 2 * SECOND) {
      reading = null; // It is told what there is.
      wake(Actor.READER, SECOND);
    } else {
      wake(Actor.READER, MILLISECOND);
    }
  }

  private void wakeReader() {
    long whole = conditions.deliveries() * conditions.gap();
    if (reads++ < MOST_READS) {
      wake(Actor.READER, 1 + random.nextLong(whole / 3));
    }
  }

  /**
   * Drops what is processed for good, as if a week had passed. It holds locks all the while, so it
   * and the writer come one after the other, and nobody works in between.
   */
  private void tidy() {
    if (instance == null) {
      return;
    }
    Long processed = database.forced(new Mark());
    if (!busy[Actor.WRITER.ordinal()] && processed != null) {
      books.purged(processed);
      try {
        instance.files().purge(time.instant().plusSeconds(1), processed);
      } catch (Crashed | UncheckedIOException e) {
        // It is tried again.
      }
    }
    wake(Actor.TIDIER, 1 + random.nextLong(conditions.deliveries() * conditions.gap()));
  }

  private void checkFacts(Shown shown) {
    note(() -> books.checkFacts(shown));
  }

  private void start() {
    try {
      JournalFiles files = Instance.files(conditions, itsDisk);
      var messages = new SimulatedMessages(database, this);
      var started =
          new Instance(
              conditions,
              new SteppedProcessor.Ports(
                  parts.progress(database, this, time),
                  parts.seenMessages(messages, new Shown(database.committed()).mark()),
                  messages,
                  new SimulatedSetAside(database, this),
                  new SimulatedContacts(database, this),
                  new SimulatedCompanies(database, this),
                  new SimulatedActivities(database, this),
                  new SimulatedKeys(this),
                  new SimulatedArchive(files.journal(), this),
                  new SimulatedChanges(database, this)),
              time,
              files,
              this);
      started.processor().checkJournal();
      Shown shown = new Shown(database.committed());
      isUndisturbed = true;
      books.checkJournal(files.calls(), files.journal().last());
      checkFacts(shown);
      instance = started;
      wake(Actor.PROCESSOR, 0);
      wakeReader();
      if (conditions.purges()) {
        wake(Actor.TIDIER, random.nextLong(conditions.deliveries() * conditions.gap()));
      }
    } catch (Crashed e) {
      // It has come no further.
    } catch (StoreAway | UncheckedIOException e) {
      wake(Actor.STARTER, 50 * MILLISECOND);
    } catch (RuntimeException e) {
      throw new Violation("Inlet does not start: " + e.getMessage(), e);
    } finally {
      isUndisturbed = false;
    }
  }

  /** Inlet has ended, and maybe the power, too. */
  private void bury(boolean isPowerCut) {
    crashes++;
    if (isPowerCut) {
      disk.lose();
    }
    database.crash(random, !isPowerCut);
    customers.deliveries().forEach(Delivery::breaks);
    answers.clear();
    instance = null;
    reading = null;
    isGone = false;
    long sends = due[Actor.SENDERS.ordinal()];
    Arrays.fill(due, NEVER);
    due[Actor.SENDERS.ordinal()] = sends;
    wake(Actor.STARTER, 1 + random.nextLong(SECOND));
  }
}
