package dev.inlet.bench;

import dev.inlet.bench.load.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The turns of several servers under one load. Figures are medians over the rounds. A ratio is
 * taken within a round, where both turns saw the same noise, before its median.
 */
final class Comparison {
  private final String load;
  private final double offered;
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

  /**
   * @param load what the servers are under, for the tables
   * @param offered the same as a number, for the picture
   */
  Comparison(String load, double offered) {
    this.load = load;
    this.offered = offered;
  }

  String load() {
    return load;
  }

  double offered() {
    return offered;
  }

  void add(String title, Turn turn) {
    turns.computeIfAbsent(title, t -> new ArrayList<>()).add(turn);
  }

  /** Who took part, in the order of the first round. */
  List<String> titles() {
    return List.copyOf(turns.keySet());
  }

  double median(String title, ToDoubleFunction<Turn> figure) {
    return median(of(title).stream().mapToDouble(figure).toArray());
  }

  long sum(String title, ToLongFunction<Measurement> figure) {
    return of(title).stream().map(Turn::measurement).mapToLong(figure).sum();
  }

  /** A ratio, with the least and the most of any round. */
  record Ratio(double median, double least, double most) {}

  /** How many times the figure of the other one that is; of nobody there is none. */
  Ratio ratio(String title, String other, ToDoubleFunction<Turn> figure) {
    List<Turn> left = of(title);
    List<Turn> right = of(other);
    double[] ratios =
        IntStream.range(0, Math.min(left.size(), right.size()))
            .mapToDouble(
                round ->
                    figure.applyAsDouble(left.get(round)) / figure.applyAsDouble(right.get(round)))
            .sorted()
            .toArray();
    return ratios.length == 0
        ? new Ratio(Double.NaN, Double.NaN, Double.NaN)
        : new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1]);
  }

  private List<Turn> of(String title) {
    return turns.getOrDefault(title, List.of());
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
