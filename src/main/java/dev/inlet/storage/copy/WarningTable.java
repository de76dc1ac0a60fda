package dev.inlet.storage.copy;

import dev.inlet.call.Warning;
import dev.inlet.journal.Journaled;
import dev.inlet.storage.copy.Column.Kind;
import dev.inlet.storage.file.JournalAtRest;
import dev.inlet.storage.jdbc.journal.WarningRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is told of calls. Beside H2 it stands partly in the journal's files, as it was known when a
 * call was appended, and partly in a table; PostgreSQL has one table for both.
 */
record WarningTable(Path folder, Connection connection) implements SourceTable {
  /** H2's table, whose rows go into this one. */
  static final String REMARKS = "call_remark";

  private static final int PORTION = 1_000;

  @Override
  public String name() {
    return "call_warning";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("seq", Kind.NUMBER),
        new Column("account_id", Kind.TEXT),
        new Column("warnings", Kind.TEXT));
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.empty();
  }

  /** A call without what it said. */
  private record Told(long seq, String accountId, Set<Warning> warnings) {}

  @Override
  public void read(Reader reader) throws SQLException, IOException {
    var calls = new ArrayList<Told>();
    new JournalAtRest(folder)
        .<SQLException>read(
            call -> {
              calls.add(told(call));
              if (calls.size() == PORTION) {
                read(calls, reader);
              }
              return true;
            });
    read(calls, reader);
  }

  private static Told told(Journaled call) {
    return new Told(call.seq(), call.entry().accountId(), call.entry().warnings());
  }

  private void read(List<Told> calls, Reader reader) throws SQLException {
    Map<Long, Set<Warning>> remarks =
        new WarningRows(REMARKS).find(connection, calls.stream().map(Told::seq).toList());
    for (Told call : calls) {
      Set<Warning> all = Warning.union(call.warnings(), remarks.getOrDefault(call.seq(), Set.of()));
      if (!all.isEmpty()) {
        reader.take(new Object[] {call.seq(), call.accountId(), WarningRows.text(all)});
      }
    }
    calls.clear();
  }
}
