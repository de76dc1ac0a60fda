package dev.inlet.bench;

import dev.inlet.bench.Comparison.Ratio;
import dev.inlet.bench.load.Measurement;
import dev.inlet.bench.server.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What came of comparisons, as tables in Markdown. */
final class Tables {
  private Tables() {}

  /** The figures of every server under every load. */
  static String figures(List<Comparison> comparisons) {
    StringBuilder table =
        head(
            "load",
            "",
            "calls/s",
            "processed/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "CPU µs/call",
            "of it database",
            "KB written/call",
            "KB on disk/call",
            "200",
            "202",
            "wrong",
            "no answer");
    for (Comparison comparison : comparisons) {
      for (String title : comparison.titles()) {
        row(
            table,
            comparison.load(),
            title,
            number("%,.0f", comparison.median(title, Turn::callsPerSecond)),
            number("%,.0f", comparison.median(title, Turn::processedPerSecond)),
            number("%.2f", comparison.median(title, latency(50))),
            number("%.2f", comparison.median(title, latency(99))),
            number("%.2f", comparison.median(title, latency(99.9))),
            number("%,.0f", comparison.median(title, Turn::cpuMicrosPerCall)),
            number("%,.0f", comparison.median(title, turn -> turn.microsPerCall(Stage.DATABASE))),
            number("%,.1f", comparison.median(title, Turn::writtenKilobytesPerCall)),
            number("%,.1f", comparison.median(title, Turn::diskKilobytesPerCall)),
            number("%,d", comparison.sum(title, measurement -> measurement.answers(200))),
            number("%,d", comparison.sum(title, measurement -> measurement.answers(202))),
            number("%,d", comparison.sum(title, Measurement::wrongAnswers)),
            number("%,d", comparison.sum(title, Measurement::unanswered)));
      }
    }
    return table.toString();
  }

  /** A figure of some servers as multiples of that of others, with the range over the rounds. */
  static String ratios(
      List<Comparison> comparisons,
      List<String> titles,
      List<String> others,
      ToDoubleFunction<Turn> figure) {
    StringBuilder table =
        head(
            Stream.concat(Stream.of("load", ""), others.stream().map(other -> "/ " + other))
                .toArray(String[]::new));
    for (Comparison comparison : comparisons) {
      for (String title : titles) {
        if (comparison.titles().contains(title)) {
          Stream<String> cells =
              others.stream()
                  .map(
                      other ->
                          other.equals(title) ? "" : cell(comparison.ratio(title, other, figure)));
          row(
              table,
              Stream.concat(Stream.of(comparison.load(), title), cells).toArray(String[]::new));
        }
      }
    }
    return table.toString();
  }

  /** The processor time a call of some servers, in µs, divided by what it was for. */
  static String stages(List<Comparison> comparisons, List<String> titles) {
    StringBuilder table =
        head(
            Stream.concat(Stream.of("load", ""), Arrays.stream(Stage.values()).map(Stage::title))
                .toArray(String[]::new));
    for (Comparison comparison : comparisons) {
      for (String title : titles) {
        if (comparison.titles().contains(title)) {
          Stream<String> cells =
              Arrays.stream(Stage.values())
                  .map(
                      stage ->
                          number(
                              "%,.1f",
                              comparison.median(title, turn -> turn.microsPerCall(stage))));
          row(
              table,
              Stream.concat(Stream.of(comparison.load(), title), cells).toArray(String[]::new));
        }
      }
    }
    return table.toString();
  }

  static StringBuilder head(String... columns) {
    StringBuilder table = new StringBuilder();
    row(table, columns);
    return table.append("|---".repeat(columns.length)).append("|\n");
  }

  static void row(StringBuilder table, String... cells) {
    for (String cell : cells) {
      table.append("| ").append(cell).append(cell.isEmpty() ? "" : " ");
    }
    table.append("|\n");
  }

  static String number(String format, Object value) {
    return value instanceof Double real && real.isNaN()
        ? "–"
        : String.format(Locale.ROOT, format, value);
  }

  private static String cell(Ratio ratio) {
    if (Double.isNaN(ratio.median())) {
      return "–";
    }
    return ratio.least() == ratio.most()
        ? number("%.2f", ratio.median())
        : String.format(
            Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.least(), ratio.most());
  }

  private static ToDoubleFunction<Turn> latency(double percentile) {
    return turn -> turn.measurement().latencyMillis(percentile);
  }
}
