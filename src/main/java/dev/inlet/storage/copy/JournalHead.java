package dev.inlet.storage.copy;

import dev.inlet.storage.copy.Column.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The row that numbers the next call.
 *
 * @param last the highest number so far, whether that call is kept or not
 */
record JournalHead(long last) implements SourceTable {

  @Override
  public String name() {
    return "journal_head";
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("id", Kind.NUMBER), new Column("seq", Kind.NUMBER));
  }

  @Override
  public OptionalLong count() {
    return OptionalLong.of(1);
  }

  @Override
  public void read(Reader reader) throws SQLException {
    reader.take(new Object[] {1L, last});
  }
}
