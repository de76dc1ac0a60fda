package dev.inlet.command.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows whose columns stand below each other. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  /** A table with these heads, or without any. */
  public Table(String... heads) {
    if (heads.length > 0) {
      row(heads);
    }
  }

  /** Adds a row, of as many cells as the others have. */
  public void row(String... cells) {
    rows.add(Arrays.stream(cells).map(Terminal::oneLine).toArray(String[]::new));
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    var text = new StringBuilder();
    for (String[] row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).repeat(' ', widths[i] - row[i].length()).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
