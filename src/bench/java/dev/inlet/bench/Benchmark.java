package dev.inlet.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Compares Inlet, durable on H2, with a bare Micronaut endpoint that only parses the call.
 *
 * <p>The servers run side by side, each in its own JVM, and take turns: only one is under load at a
 * time, and every round goes through all of them, so that whatever else the machine does hits them
 * alike. First come the full loads, then half of the rate that Inlet reached, at an even pace,
 * where latency counts from the moment a call was due.
 */
public final class Benchmark {
  private final Plan plan;
  private final List<Server> servers = new ArrayList<>();
  private final LoadGenerator generator;

  private Benchmark(Plan plan, LoadGenerator generator) {
    this.plan = plan;
    this.generator = generator;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Plan plan = Plan.fromSystemProperties();
    SegmentCalls calls = new SegmentCalls();
    System.out.printf(
        "Java %s, %d processors, servers with %s, bodies of %.0f bytes on average%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        plan.jvmFlags(),
        calls.meanLength());
    try (LoadGenerator generator = new LoadGenerator(calls)) {
      new Benchmark(plan, generator).run();
    }
  }

  private void run() throws IOException, InterruptedException, ExecutionException {
    for (Contender contender : plan.contenders()) {
      progress("starting %s", contender.id());
      servers.add(Server.start(contender, plan.jvmFlags()));
    }
    for (Server server : servers) {
      progress("settling %s", server.contender().id());
      turn(server, full(plan.mostConnections(), plan.settling()));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int connections : plan.connections()) {
      comparisons.add(
          compare(
              "full load, %d conn.".formatted(connections),
              servers,
              full(connections, plan.measured())));
    }
    halfLoad(comparisons).ifPresent(comparisons::add);
    comparisons.forEach(comparison -> System.out.print(comparison.table()));
  }

  /** Half of what Inlet reached on as many connections; nothing if that was not measured. */
  private Optional<Comparison> halfLoad(List<Comparison> full)
      throws InterruptedException, ExecutionException {
    int connections = plan.halfLoadConnections();
    int measured = plan.connections().indexOf(connections);
    double rate = measured < 0 ? 0 : full.get(measured).medianRate(Contender.INLET_200) / 2;
    if (!(rate > 0)) {
      return Optional.empty();
    }
    List<Server> inlets = servers.stream().filter(s -> s.contender().isInlet()).toList();
    String title = "half load, %d conn.".formatted(connections);
    return Optional.of(compare(title, inlets, paced(connections, rate)));
  }

  private Comparison compare(String title, List<Server> servers, Run run)
      throws InterruptedException, ExecutionException {
    Comparison comparison = new Comparison(title);
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Server server : servers) {
        Turn turn = turn(server, run);
        comparison.add(server.contender(), turn);
        progress(
            "%s, round %d of %d: %s %.0f calls/s",
            title,
            round,
            plan.rounds(),
            server.contender().id(),
            turn.measurement().callsPerSecond());
      }
    }
    return comparison;
  }

  private Turn turn(Server server, Run run) throws InterruptedException, ExecutionException {
    Duration cpuBefore = server.cpu();
    Duration generatorCpuBefore = generator.cpu();
    long start = System.nanoTime();
    Measurement measurement = run.on(server);
    Duration loaded = Duration.ofNanos(System.nanoTime() - start);
    Optional<Duration> drained = server.awaitDrained(plan.drainLimit());
    tellTrouble(server, measurement, drained);
    return new Turn(
        measurement,
        server.cpu().minus(cpuBefore),
        generator.cpu().minus(generatorCpuBefore),
        loaded,
        drained);
  }

  private void tellTrouble(Server server, Measurement measurement, Optional<Duration> drained) {
    String id = server.contender().id();
    if (measurement.wrongAnswers() > 0) {
      progress("%s: wrong answers, see the statuses %s", id, measurement.statuses());
    }
    if (measurement.fault() != null) {
      progress(
          "%s: %d calls without answer, %s", id, measurement.unanswered(), measurement.fault());
    }
    if (drained.isPresent() && drained.get().compareTo(plan.drainLimit()) >= 0) {
      progress("%s: still processing after the drain limit", id);
    }
  }

  private Run full(int connections, Duration measured) {
    return server -> generator.full(server, connections, plan.warmUp(), measured);
  }

  private Run paced(int connections, double callsPerSecond) {
    return server ->
        generator.paced(server, connections, callsPerSecond, plan.warmUp(), plan.measured());
  }

  private static void progress(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format + "%n", arguments);
  }

  /** Puts a load on a server and returns what came of it. */
  @FunctionalInterface
  private interface Run {
    Measurement on(Server server) throws InterruptedException, ExecutionException;
  }
}
