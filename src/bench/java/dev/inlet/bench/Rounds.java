package dev.inlet.bench;

import dev.inlet.bench.load.LoadGenerator;
import dev.inlet.bench.load.Measurement;
import dev.inlet.bench.load.Target;
import dev.inlet.bench.server.BlockDevice;
import dev.inlet.bench.server.Server;
import dev.inlet.bench.server.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Lets servers take turns: only one is under load at a time, and every round goes through all of
 * them, so that whatever else the machine does hits them alike. Every second round goes backwards.
 */
final class Rounds {
  /** Inlet on H2 writes at most a second later what it has processed; that counts as well. */
  private static final Duration WRITING = Duration.ofSeconds(1);

  /** As many calls can be on their way in an open loop. */
  private static final int OPEN_LOOP_CONNECTIONS = 256;

  private final Plan plan;
  private final LoadGenerator generator;
  private final BlockDevice disk;
  private final Map<Server, Long> answered = new HashMap<>();

  Rounds(Plan plan, LoadGenerator generator, BlockDevice disk) {
    this.plan = plan;
    this.generator = generator;
    this.disk = disk;
  }

  /** Puts a load on a server and returns what came of it. */
  @FunctionalInterface
  interface Run {
    Measurement on(Target target) throws InterruptedException, ExecutionException;
  }

  /** A closed loop, as long as a turn is. */
  Run closed(int connections) {
    return target -> generator.closed(target, connections, plan.lead(), plan.measured());
  }

  /** A closed loop without a lead. */
  Run closed(int connections, Duration measured) {
    return target -> generator.closed(target, connections, Duration.ZERO, measured);
  }

  /** An open loop, as long as a turn is. */
  Run open(double callsPerSecond) {
    return target ->
        generator.open(target, OPEN_LOOP_CONNECTIONS, callsPerSecond, plan.lead(), plan.measured());
  }

  /** All rounds under one load. */
  Comparison compare(String load, double offered, List<Entrant> entrants, Run run)
      throws IOException, InterruptedException, ExecutionException {
    Comparison comparison = new Comparison(load, offered);
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Entrant entrant : round % 2 == 1 ? entrants : entrants.reversed()) {
        Turn turn = turn(entrant, run);
        comparison.add(entrant.title(), turn);
        tell(
            "%s, round %d of %d: %s, %.0f calls/s, %.0f us",
            load,
            round,
            plan.rounds(),
            entrant.title(),
            turn.callsPerSecond(),
            turn.cpuMicrosPerCall());
      }
    }
    return comparison;
  }

  /** One turn, up to the moment when nothing of it is left to be done. */
  Turn turn(Entrant entrant, Run run) throws IOException, InterruptedException, ExecutionException {
    Server server = entrant.server();
    Usage before = server.usage();
    long writtenBefore = disk.writtenBytes();
    long start = System.nanoTime();
    Measurement measurement = run.on(entrant.target());
    Duration loaded = Duration.ofNanos(System.nanoTime() - start);
    Optional<Duration> drained = server.awaitDrained(plan.drainLimit());
    Thread.sleep(WRITING);
    answered.merge(server, measurement.allAnswers(), Long::sum);
    tellTrouble(entrant.title(), measurement, drained);
    Usage usage = server.usage().since(before);
    return new Turn(measurement, usage, disk.writtenBytes() - writtenBefore, loaded, drained);
  }

  /** How many calls of the turns up to now a server has answered. */
  long answered(Server server) {
    return answered.getOrDefault(server, 0L);
  }

  /** How many all servers have answered. */
  long answered() {
    return answered.values().stream().mapToLong(Long::longValue).sum();
  }

  private void tellTrouble(String title, Measurement measurement, Optional<Duration> drained) {
    if (measurement.wrongAnswers() > 0) {
      tell("%s: wrong answers, see the statuses %s", title, measurement.statuses());
    }
    if (measurement.fault() != null) {
      tell("%s: %d calls without answer, %s", title, measurement.unanswered(), measurement.fault());
    }
    if (drained.isPresent() && drained.get().compareTo(plan.drainLimit()) >= 0) {
      tell("%s: still processing after the drain limit", title);
    }
  }

  /** A line of progress. */
  static void tell(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
