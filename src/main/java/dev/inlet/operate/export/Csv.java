package dev.inlet.operate.export;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 writes them. A cell that a spreadsheet might take for a
 * formula gets an apostrophe in front, because what senders sent must be data to whoever opens the
 * file.
 */
public final class Csv {
  /**
   * What starts a formula somewhere: the ASCII signs, their full-width twins, and characters that a
   * spreadsheet skips or takes for the end of a cell; quotes and space before them do not help.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "[\\s\"'\\p{Z}\\p{Cf}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|[\\t\\r\\n].*",
          Pattern.DOTALL);

  private Csv() {}

  /** One row, with its line end. */
  public static String row(List<? extends @Nullable String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
