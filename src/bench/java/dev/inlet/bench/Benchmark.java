package dev.inlet.bench;

import dev.inlet.bench.load.LoadGenerator;
import dev.inlet.bench.load.SegmentCalls;
import dev.inlet.bench.server.BlockDevice;
import dev.inlet.bench.server.Contender;
import dev.inlet.bench.server.Express;
import dev.inlet.bench.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Compares Inlet with a bare Micronaut endpoint that only parses the call, with what a vendor would
 * write by hand, and with itself under other conditions. The report goes to {@code
 * target/bench/report.md}, its picture to {@code report.svg} beside it.
 *
 * <p>The servers run side by side, each in a process of its own, and take {@linkplain Rounds
 * turns}.
 */
public final class Benchmark {
  /** The key that Inlet takes in the dev environment, and what is by hand takes always. */
  private static final String KEY = "segment";

  private static final int CONNECTIONS = 64;
  private static final int MANY_CONNECTIONS = 256;
  private static final int MOST_INSTANCES = 3;
  private static final int MOST_ON_KAFKA = 2;
  private static final Duration FILLING = Duration.ofSeconds(10);
  private static final double REPEATED = 0.02;

  private final Plan plan;
  private final LoadGenerator generator;
  private final Rounds rounds;
  private final Report report = new Report();
  private final SegmentCalls calls = new SegmentCalls(List.of(KEY), 0);

  private Benchmark(Plan plan, LoadGenerator generator) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "bench"));
    this.plan = plan;
    this.generator = generator;
    this.rounds = new Rounds(plan, generator, BlockDevice.under(folder));
  }

  /** Runs what the {@link Plan} says. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    try (LoadGenerator generator = new LoadGenerator()) {
      new Benchmark(Plan.fromSystemProperties(), generator).run();
    }
  }

  private void run() throws IOException, InterruptedException, ExecutionException {
    String machine = Machine.describe();
    String command = "./mvnw -q -Pbench package exec:exec" + Plan.setProperties();
    report.say("`" + command + "`");
    report.say(
        String.format(
            Locale.ROOT,
            """
            %s; servers that are JVMs with %s, the load generator on the same machine. Bodies of %.0f \
            bytes, 40 %% identify, 40 %% track, 15 %% page, 5 %% group, of 10,000 users. Measured \
            time of a turn: %.0f s; rounds: %d. Processor time is that of the server, its database \
            and its broker, until what was acknowledged is processed and a second more. What is written is \
            counted for the processes, where Linux takes a write into a file that is there already \
            for the whole page, of up to 2 MB; and for the disk, whoever wrote to it.\
            """,
            machine,
            String.join(" ", plan.jvmFlags()),
            calls.meanLength(),
            plan.measured().toMillis() / 1e3,
            plan.rounds()));
    if (!plan.sections().stream().allMatch(Benchmark::hasServersOfItsOwn)) {
      sideBySide(List.of(command, machine));
    }
    if (plan.sections().contains(Section.STORED)) {
      for (Contender contender : chosen(Contender.H2_200, Contender.POSTGRESQL_200)) {
        stored(contender);
      }
    }
    if (plan.sections().contains(Section.DISK)) {
      for (Contender contender : chosen(Contender.H2_200, Contender.H2_202)) {
        disk(contender);
      }
    }
    if (plan.sections().contains(Section.FORWARD)) {
      for (Contender contender : chosen(Contender.H2_200, Contender.POSTGRESQL_200)) {
        forward(contender);
      }
    }
    if (plan.sections().contains(Section.INSTANCES)) {
      for (Contender contender : chosen(Contender.POSTGRESQL_200)) {
        instances(contender);
      }
    }
    report.say(
        String.format(
            Locale.ROOT,
            "The load generator used %.0f µs of processor time for a call.",
            generator.cpu().toNanos() / 1e3 / rounds.answered()));
  }

  private static boolean hasServersOfItsOwn(Section section) {
    return section == Section.STORED
        || section == Section.DISK
        || section == Section.FORWARD
        || section == Section.INSTANCES;
  }

  /** All contenders, in the sections that compare them. */
  private void sideBySide(List<String> captions)
      throws IOException, InterruptedException, ExecutionException {
    List<Contender> contenders = new ArrayList<>(plan.contenders());
    if (contenders.contains(Contender.EXPRESS) && !Express.isInstalled()) {
      contenders.remove(Contender.EXPRESS);
      report.say("Express is left out, for node or its packages are missing on this machine.");
    }
    List<Entrant> entrants = new ArrayList<>();
    for (Contender contender : contenders) {
      entrants.add(new Entrant(contender.title(), started(contender), calls));
    }
    warmUp(entrants);
    Chart chart = new Chart(titles(entrants));
    if (plan.sections().contains(Section.CONNECTIONS)) {
      List<Comparison> comparisons = connections(entrants);
      chart.add(
          "As many calls as are answered",
          "connections",
          "calls/s",
          comparisons,
          Turn::callsPerSecond);
    }
    if (plan.sections().contains(Section.RATES)) {
      List<Comparison> comparisons = rates(entrants);
      chart.add(
          "Processor time a call, database included",
          "calls/s offered",
          "µs a call",
          comparisons,
          Turn::cpuMicrosPerCall);
    }
    if (!chart.isEmpty()) {
      report.picture(chart.draw(captions));
    }
    List<Contender> inlets = chosen(Contender.H2_200, Contender.POSTGRESQL_200);
    for (Entrant entrant : entrants) {
      if (inlets.contains(entrant.server().contender())) {
        otherCalls(entrant);
      }
    }
    memory(entrants);
    entrants.forEach(entrant -> entrant.server().close());
  }

  private List<Comparison> connections(List<Entrant> entrants)
      throws IOException, InterruptedException, ExecutionException {
    List<Comparison> comparisons = new ArrayList<>();
    for (int connections : plan.connections()) {
      comparisons.add(
          rounds.compare(
              connections + " conn.", connections, entrants, rounds.closed(connections)));
    }
    report.begin("Closed loop", "As many calls as each server answers on so many connections.");
    report.figures(comparisons);
    report.rates(comparisons, inletTitles(entrants), references(entrants));
    report.costs(comparisons, inletTitles(entrants), references(entrants));
    stages(comparisons, entrants);
    int measured = plan.connections().indexOf(CONNECTIONS);
    double rate =
        measured < 0
            ? Double.NaN
            : comparisons.get(measured).median(Contender.H2_200.title(), Turn::callsPerSecond) / 2;
    if (rate > 0) {
      String load = String.format(Locale.ROOT, "%,.0f calls/s", rate);
      List<Entrant> inlets = entrants.stream().filter(Benchmark::isInlet).toList();
      report.begin(
          "Half load",
          "Open loop with half of the calls that Inlet 200 on H2 answered on 64 connections.");
      report.figures(List.of(rounds.compare(load, rate, inlets, rounds.open(rate))));
    }
    return comparisons;
  }

  private List<Comparison> rates(List<Entrant> entrants)
      throws IOException, InterruptedException, ExecutionException {
    List<Comparison> comparisons = new ArrayList<>();
    for (int rate : plan.rates()) {
      comparisons.add(rounds.compare(rate + " calls/s", rate, entrants, rounds.open(rate)));
    }
    report.begin(
        "Open loop",
        "So many calls a second, at an even pace. Latency counts from when a call was due, whether"
            + " or not the server kept up.");
    report.figures(comparisons);
    report.costs(comparisons, inletTitles(entrants), references(entrants));
    stages(comparisons, entrants);
    return comparisons;
  }

  private void stages(List<Comparison> comparisons, List<Entrant> entrants) throws IOException {
    report.table(
        "Where Inlet's processor time goes, in µs a call, told by threads; decoding is on the event"
            + " loops, and so not told from HTTP:",
        Tables.stages(comparisons, inletTitles(entrants)));
    report.table(
        "What Inlet's threads take of the heap, in KB a call:",
        Tables.allocated(comparisons, inletTitles(entrants)));
  }

  /** An Inlet whose calls are sometimes repeated, or of many accounts, beside the usual calls. */
  private void otherCalls(Entrant entrant)
      throws IOException, InterruptedException, ExecutionException {
    Server server = entrant.server();
    if (plan.sections().contains(Section.REPEATS)) {
      SegmentCalls some = new SegmentCalls(List.of(KEY), REPEATED);
      compareCalls("Repeats", server, "every messageId new", "2 % repeated", some);
    }
    if (plan.sections().contains(Section.ACCOUNTS)) {
      SegmentCalls many = new SegmentCalls(server.newAccounts(plan.accounts()), 0);
      String title = String.format(Locale.ROOT, "%,d accounts", plan.accounts());
      compareCalls("Accounts", server, "one account", title, many);
    }
  }

  private void compareCalls(
      String heading, Server server, String usual, String other, SegmentCalls otherCalls)
      throws IOException, InterruptedException, ExecutionException {
    Entrant left = new Entrant(usual, server, calls);
    Entrant right = new Entrant(other, server, otherCalls);
    rounds.turn(right, rounds.closed(CONNECTIONS)); // what is new to the server is read once
    compareOnce(heading, server.contender(), CONNECTIONS, List.of(left, right));
  }

  /** The same Inlet twice, and more of them, with ever more calls stored. */
  private void stored(Contender contender)
      throws IOException, InterruptedException, ExecutionException {
    List<Entrant> entrants = new ArrayList<>();
    for (long least : plan.stored()) {
      String id = contender.id() + "-stored-" + least;
      Entrant filling = new Entrant(id, started(contender.named(id, contender.title())), calls);
      WarmUp.of(filling, rounds, plan);
      while (rounds.answered(filling.server()) < least) {
        rounds.turn(filling, rounds.closed(MANY_CONNECTIONS, FILLING));
        Rounds.tell("%s: %,d calls", id, rounds.answered(filling.server()));
      }
      long stored = rounds.answered(filling.server());
      String title = String.format(Locale.ROOT, "%,d calls stored", stored);
      entrants.add(new Entrant(title, filling.server(), calls));
    }
    compareOnce("Stored calls", contender, CONNECTIONS, entrants);
    entrants.forEach(entrant -> entrant.server().close());
  }

  /** The same Inlet on a disk that is as it is, and on slower ones. */
  private void disk(Contender contender)
      throws IOException, InterruptedException, ExecutionException {
    List<Entrant> entrants = new ArrayList<>();
    for (int delay : plan.delays()) {
      Contender slow = contender.onSlowDisk(delay);
      entrants.add(new Entrant(slow.title(), started(slow), calls));
    }
    for (Entrant entrant : entrants) {
      WarmUp.of(entrant, rounds, plan);
    }
    compareOnce(
        "Slow disk, where each force of the journal's files takes longer, and H2's file is as it"
            + " is",
        contender,
        MANY_CONNECTIONS,
        entrants);
    entrants.forEach(entrant -> entrant.server().close());
  }

  /** The same Inlet without and with a subscriber, whose changes are drained, too. */
  private void forward(Contender contender)
      throws IOException, InterruptedException, ExecutionException {
    List<Entrant> entrants = new ArrayList<>();
    for (Contender one :
        List.of(contender.named(contender.id() + "-alone", "nobody"), contender.forwarding())) {
      entrants.add(new Entrant(one.title(), started(one), calls));
    }
    warmUp(entrants);
    List<Comparison> comparisons =
        compareOnce("Forwarding, all changes in batches of 100", contender, CONNECTIONS, entrants);
    stages(comparisons, entrants);
    Server server = entrants.getLast().server();
    report.say(
        String.format(
            Locale.ROOT,
            "The subscriber used %.0f µs of processor time for a call, beside the server's.",
            server.subscriberCpu().toNanos() / 1e3 / rounds.answered(server)));
    entrants.forEach(entrant -> entrant.server().close());
  }

  /**
   * One Inlet, two and three on a PostgreSQL, and one and two whose calls a Kafka takes, at a full
   * machine and at equal offered load.
   */
  private void instances(Contender contender)
      throws IOException, InterruptedException, ExecutionException {
    List<Contender> some = new ArrayList<>();
    List<Entrant> entrants = new ArrayList<>();
    for (int count = 1; count <= MOST_INSTANCES; count++) {
      some.add(contender.times(count));
    }
    for (int count = 1; count <= MOST_ON_KAFKA; count++) {
      some.add(contender.times(count).onKafka());
    }
    for (Contender one : some) {
      entrants.add(new Entrant(one.title(), started(one), calls));
    }
    for (Entrant entrant : entrants) {
      WarmUp.of(entrant, rounds, plan);
    }
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(
        rounds.compare(CONNECTIONS + " conn.", CONNECTIONS, entrants, rounds.closed(CONNECTIONS)));
    for (int rate : plan.rates()) {
      comparisons.add(rounds.compare(rate + " calls/s", rate, entrants, rounds.open(rate)));
    }
    report.begin(
        "Instances",
        contender.title()
            + ", one and more instances, which get even shares; and with a single Kafka that forces"
            + " every record as the journal, on two partitions, answering 202.");
    List<String> titles = titles(entrants);
    report.figures(comparisons);
    report.rates(comparisons, titles.subList(1, titles.size()), titles.subList(0, 1));
    report.costs(comparisons, titles.subList(1, titles.size()), titles.subList(0, 1));
    report.table("Where it goes, in µs a call:", Tables.stages(comparisons, titles));
    entrants.forEach(entrant -> entrant.server().close());
  }

  /** Compares Inlets under one load with the first of them. */
  private List<Comparison> compareOnce(
      String heading, Contender contender, int connections, List<Entrant> entrants)
      throws IOException, InterruptedException, ExecutionException {
    Comparison comparison =
        rounds.compare(connections + " conn.", connections, entrants, rounds.closed(connections));
    report.begin(heading, contender.title() + ", closed loop.");
    List<Comparison> comparisons = List.of(comparison);
    List<String> titles = titles(entrants);
    List<String> first = titles.subList(0, 1);
    report.figures(comparisons);
    report.rates(comparisons, titles.subList(1, titles.size()), first);
    report.costs(comparisons, titles.subList(1, titles.size()), first);
    return comparisons;
  }

  private void warmUp(List<Entrant> entrants)
      throws IOException, InterruptedException, ExecutionException {
    StringBuilder table =
        Tables.head("", "loaded for", "steady", "calls/s at first", "calls/s at last");
    for (Entrant entrant : entrants) {
      Rounds.tell("warming up %s", entrant.title());
      WarmUp warmUp = WarmUp.of(entrant, rounds, plan);
      Tables.row(
          table,
          entrant.title(),
          Tables.number("%.0f s", warmUp.took().toMillis() / 1e3),
          warmUp.isSteady() ? "yes" : "no",
          Tables.number("%,.0f", warmUp.firstRate()),
          Tables.number("%,.0f", warmUp.lastRate()));
    }
    report.begin(
        "Warming up",
        "Each server is loaded on 64 connections until three windows of its rate are within 5 %, or"
            + " for %d s.".formatted(plan.warmUpLimit().toSeconds()));
    report.table("It includes a second's pause after each window:", table.toString());
  }

  private void memory(List<Entrant> entrants) throws IOException {
    StringBuilder table = Tables.head("", "server's peak, MB", "its database at the end, MB");
    for (Entrant entrant : entrants) {
      Server server = entrant.server();
      Tables.row(
          table,
          entrant.title(),
          Tables.number("%,d", server.peakBytes() >> 20),
          Tables.number("%,d", server.databaseBytes() >> 20));
    }
    report.begin("Memory", "Resident, after all of the above.");
    report.table("What PostgreSQL's processes share is counted once:", table.toString());
  }

  private Server started(Contender contender) throws IOException, InterruptedException {
    Rounds.tell("starting %s", contender.id());
    return Server.start(contender, plan.jvmFlags());
  }

  private List<Contender> chosen(Contender... some) {
    return Stream.of(some).filter(plan.contenders()::contains).toList();
  }

  private static boolean isInlet(Entrant entrant) {
    return entrant.server().contender().isInlet();
  }

  private static List<String> inletTitles(List<Entrant> entrants) {
    return entrants.stream().filter(Benchmark::isInlet).map(Entrant::title).toList();
  }

  /** Whom Inlet is compared with: all that is not Inlet, Inlet 200 on H2, and the other jar. */
  private static List<String> references(List<Entrant> entrants) {
    return entrants.stream()
        .filter(
            entrant ->
                !isInlet(entrant)
                    || entrant.title().equals(Contender.H2_200.title())
                    || entrant.server().contender().id().equals(Contender.OTHER_JAR))
        .map(Entrant::title)
        .toList();
  }

  private static List<String> titles(List<Entrant> entrants) {
    return entrants.stream().map(Entrant::title).toList();
  }
}
