package dev.inlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report as it grows: it is written anew after each section, for a run may be cut short. */
final class Report {
  private static final Path FOLDER = Path.of("target", "bench");
  private static final Path TEXT = FOLDER.resolve("report.md");
  private static final Path PICTURE = FOLDER.resolve("report.svg");

  private final StringBuilder text = new StringBuilder();

  /** A paragraph. */
  void say(String paragraph) throws IOException {
    add(paragraph + "\n");
  }

  /** A heading and the paragraph below it. */
  void begin(String heading, String paragraph) throws IOException {
    add("## " + heading + "\n");
    say(paragraph);
  }

  /** A table of {@link Tables}, with a line above it. */
  void table(String title, String table) throws IOException {
    add(title + "\n\n" + table);
  }

  /** The figures of a section. */
  void figures(List<Comparison> comparisons) throws IOException {
    table("Medians over the rounds; of the answers the sums:", Tables.figures(comparisons));
  }

  /** The rates of some servers as multiples of others'. */
  void rates(List<Comparison> comparisons, List<String> titles, List<String> others)
      throws IOException {
    table(
        "Rates as multiples of others', within a round:",
        Tables.ratios(comparisons, titles, others, Turn::callsPerSecond));
  }

  /** The processor time a call of some servers as multiples of others'. */
  void costs(List<Comparison> comparisons, List<String> titles, List<String> others)
      throws IOException {
    table(
        "Processor time a call as multiples of others', within a round:",
        Tables.ratios(comparisons, titles, others, Turn::cpuMicrosPerCall));
  }

  /** Writes the picture. */
  void picture(String svg) throws IOException {
    Files.writeString(PICTURE, svg);
  }

  private void add(String part) throws IOException {
    System.out.println(part);
    text.append(part).append('\n');
    Files.createDirectories(FOLDER);
    Files.writeString(TEXT, text);
  }
}
