package dev.inlet.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The turns of all contenders under one load, and their table: medians over the rounds, sums of the
 * answers. Ratios are taken within a round, where both turns saw the same noise, before their
 * median.
 */
final class Comparison {
  private final String title;
  private final Map<Contender, List<Turn>> turns = new EnumMap<>(Contender.class);

  Comparison(String title) {
    this.title = title;
  }

  void add(Contender contender, Turn turn) {
    turns.computeIfAbsent(contender, c -> new ArrayList<>()).add(turn);
  }

  double medianRate(Contender contender) {
    return median(contender, turn -> turn.measurement().callsPerSecond());
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        line(
            "%n%-20s %9s %8s %8s %8s %8s %8s %8s %11s %8s %8s %6s %8s",
            title,
            "calls/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "us CPU",
            "us load",
            "drain s",
            "processed/s",
            "200",
            "202",
            "wrong",
            "no answer"));
    turns.keySet().forEach(contender -> table.append(row(contender)));
    turns.keySet().stream()
        .filter(Contender::isInlet)
        .map(contender -> ratio("calls/s", contender, Contender.BARE, Comparison::rate))
        .forEach(table::append);
    table.append(ratio("calls/s", Contender.INLET_200, Contender.OTHER_JAR, Comparison::rate));
    table.append(
        ratio("CPU", Contender.INLET_200, Contender.OTHER_JAR, Turn::cpuMicrosPerCall));
    return table.toString();
  }

  private String row(Contender contender) {
    return line(
        "%-20s %9.0f %8.2f %8.2f %8.2f %8.0f %8.0f %8.1f %11.0f %8d %8d %6d %8d",
        contender.title(),
        medianRate(contender),
        median(contender, turn -> turn.measurement().latencyMillis(50)),
        median(contender, turn -> turn.measurement().latencyMillis(99)),
        median(contender, turn -> turn.measurement().latencyMillis(99.9)),
        median(contender, Turn::cpuMicrosPerCall),
        median(contender, Turn::generatorMicrosPerCall),
        median(contender, Turn::drainSeconds),
        median(contender, Turn::processedPerSecond),
        sum(contender, measurement -> measurement.answers(200)),
        sum(contender, measurement -> measurement.answers(202)),
        sum(contender, Measurement::wrongAnswers),
        sum(contender, Measurement::unanswered));
  }

  private String ratio(
      String name, Contender contender, Contender reference, ToDoubleFunction<Turn> figure) {
    List<Turn> left = turns.getOrDefault(contender, List.of());
    List<Turn> right = turns.getOrDefault(reference, List.of());
    double[] ratios =
        IntStream.range(0, Math.min(left.size(), right.size()))
            .mapToDouble(
                round ->
                    figure.applyAsDouble(left.get(round)) / figure.applyAsDouble(right.get(round)))
            .sorted()
            .toArray();
    return ratios.length == 0
        ? ""
        : line(
            "%s, %s / %s: %.2f (%.2f to %.2f)",
            name,
            contender.title(),
            reference.title(),
            median(DoubleStream.of(ratios)),
            ratios[0],
            ratios[ratios.length - 1]);
  }

  private double median(Contender contender, ToDoubleFunction<Turn> figure) {
    return median(turns.getOrDefault(contender, List.of()).stream().mapToDouble(figure));
  }

  private long sum(Contender contender, ToLongFunction<Measurement> figure) {
    return turns.getOrDefault(contender, List.of()).stream()
        .map(Turn::measurement)
        .mapToLong(figure)
        .sum();
  }

  private static double rate(Turn turn) {
    return turn.measurement().callsPerSecond();
  }

  private static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format + "%n", arguments).replace("NaN", "  -");
  }
}
