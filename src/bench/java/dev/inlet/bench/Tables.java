package dev.inlet.bench;

import dev.inlet.bench.Comparison.Ratio;
import dev.inlet.bench.load.Measurement;
import dev.inlet.bench.server.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What came of comparisons, as tables in Markdown: a line for each server under each load. */
final class Tables {
  private static final List<Column> FIGURES =
      List.of(
          median("calls/s", "%,.0f", Turn::callsPerSecond),
          median("processed/s", "%,.0f", Turn::processedPerSecond),
          median("p50 ms", "%,.2f", latency(50)),
          median("p99 ms", "%,.2f", latency(99)),
          median("p99.9 ms", "%,.2f", latency(99.9)),
          median("CPU µs/call", "%,.0f", Turn::cpuMicrosPerCall),
          median("of it database", "%,.0f", turn -> turn.microsPerCall(Stage.DATABASE)),
          median("KB written/call", "%,.1f", Turn::writtenKilobytesPerCall),
          median("KB on disk/call", "%,.1f", Turn::diskKilobytesPerCall),
          sum("200", measurement -> measurement.answers(200)),
          sum("202", measurement -> measurement.answers(202)),
          sum("wrong", Measurement::wrongAnswers),
          sum("no answer", Measurement::unanswered));

  private Tables() {}

  /** A column, whose cells tell something of a server, by its title, in a comparison. */
  private record Column(String name, BiFunction<Comparison, String, String> cell) {}

  /** The figures of every server. */
  static String figures(List<Comparison> comparisons) {
    List<String> everybody =
        comparisons.stream().flatMap(compared -> compared.titles().stream()).distinct().toList();
    return table(comparisons, everybody, FIGURES);
  }

  /** A figure of some servers as multiples of that of others, with the range over the rounds. */
  static String ratios(
      List<Comparison> comparisons,
      List<String> titles,
      List<String> others,
      ToDoubleFunction<Turn> figure) {
    List<Column> columns = new ArrayList<>();
    for (String other : others) {
      columns.add(
          new Column(
              "/ " + other,
              (comparison, title) ->
                  title.equals(other) ? "" : cell(comparison.ratio(title, other, figure))));
    }
    return table(comparisons, titles, columns);
  }

  /** The processor time a call of some servers, in µs, divided by what it was for. */
  static String stages(List<Comparison> comparisons, List<String> titles) {
    List<Column> columns =
        Stream.of(Stage.values())
            .map(stage -> median(stage.title(), "%,.1f", turn -> turn.microsPerCall(stage)))
            .toList();
    return table(comparisons, titles, columns);
  }

  /** What the threads of some servers have taken of the heap a call, in KB, by stage. */
  static String allocated(List<Comparison> comparisons, List<String> titles) {
    List<Column> columns =
        Stream.of(Stage.HTTP, Stage.JOURNAL, Stage.PROCESS, Stage.H2, Stage.OTHERS)
            .map(
                stage ->
                    median(stage.title(), "%,.1f", turn -> turn.allocatedKilobytesPerCall(stage)))
            .toList();
    return table(comparisons, titles, columns);
  }

  private static String table(
      List<Comparison> comparisons, List<String> titles, List<Column> columns) {
    StringBuilder table = head(cells("load", "", columns.stream().map(Column::name)));
    for (Comparison comparison : comparisons) {
      titles.stream()
          .filter(comparison.titles()::contains)
          .map(
              title ->
                  cells(
                      comparison.load(),
                      title,
                      columns.stream().map(column -> column.cell.apply(comparison, title))))
          .forEach(cells -> row(table, cells));
    }
    return table.toString();
  }

  private static String[] cells(String first, String second, Stream<String> others) {
    return Stream.concat(Stream.of(first, second), others).toArray(String[]::new);
  }

  /** A table of its own kind begins, with the names of its columns. */
  static StringBuilder head(String... columns) {
    StringBuilder table = new StringBuilder();
    row(table, columns);
    return table.append("|---".repeat(columns.length)).append("|\n");
  }

  /** The next line of a table. */
  static void row(StringBuilder table, String... cells) {
    for (String cell : cells) {
      table.append("| ").append(cell).append(cell.isEmpty() ? "" : " ");
    }
    table.append("|\n");
  }

  /** A number as it is written in tables; a dash for one that there is not. */
  static String number(String format, Object value) {
    return value instanceof Double real && real.isNaN()
        ? "–"
        : String.format(Locale.ROOT, format, value);
  }

  private static Column median(String name, String format, ToDoubleFunction<Turn> figure) {
    return new Column(
        name, (comparison, title) -> number(format, comparison.median(title, figure)));
  }

  private static Column sum(String name, ToLongFunction<Measurement> figure) {
    return new Column(name, (comparison, title) -> number("%,d", comparison.sum(title, figure)));
  }

  private static ToDoubleFunction<Turn> latency(double percentile) {
    return turn -> turn.measurement().latencyMillis(percentile);
  }

  private static String cell(Ratio ratio) {
    String median = number("%.2f", ratio.median());
    return Double.isNaN(ratio.median()) || ratio.least() == ratio.most()
        ? median
        : median + number(" (%.2f", ratio.least()) + number("–%.2f)", ratio.most());
  }
}
