package dev.inlet.storage.copy;

import dev.inlet.operate.CopyAtRest.Step;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies what is missing of one table, in portions. */
final class TableCopy {
  private static final int MOST_ROWS = 2_000;
  private static final long MOST_BYTES = 4 << 20;

  private final SourceTable table;
  private final Target target;
  private final Consumer<Step> progress;
  private final OptionalLong count;

  private final List<@Nullable Object[]> portion = new ArrayList<>();
  private long bytes;

  /** How many rows are there; -1 before the first portion. */
  private long copied;

  private long read;

  TableCopy(SourceTable table, Target target, Consumer<Step> progress) throws SQLException {
    this.table = table;
    this.target = target;
    this.progress = progress;
    this.count = table.count();
    this.copied = target.copied(table);
  }

  /** Returns when all rows are committed there. */
  void run() throws SQLException, IOException {
    if (copied >= 0 && copied == count.orElse(-1)) {
      return;
    }
    table.read(this::take);
    if (copied < 0 || !portion.isEmpty()) {
      write();
    }
  }

  private void take(@Nullable Object[] row) throws SQLException {
    read++;
    if (read <= copied) {
      return;
    }
    portion.add(row);
    bytes += size(row);
    if (portion.size() == MOST_ROWS || bytes >= MOST_BYTES) {
      write();
    }
  }

  private void write() throws SQLException {
    target.write(table, copied, portion);
    copied = Math.max(copied, 0) + portion.size();
    portion.clear();
    bytes = 0;
    progress.accept(new Step(false, table.name(), copied, count));
  }

  private static long size(@Nullable Object[] row) {
    long size = 0;
    for (Object value : row) {
      size +=
          value instanceof String text
              ? text.length()
              : value instanceof byte[] some ? some.length : Long.BYTES;
    }
    return size;
  }
}
