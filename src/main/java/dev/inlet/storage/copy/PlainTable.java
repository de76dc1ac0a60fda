package dev.inlet.storage.copy;

import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A table that is the same on both databases.
 *
 * @param connection reads rows as they are asked for, without gathering them
 * @param keys the columns of its primary key
 */
record PlainTable(Connection connection, String name, List<Column> columns, List<String> keys)
    implements SourceTable {

  @Override
  public OptionalLong count() throws SQLException {
    return OptionalLong.of(
        Database.find(connection, "SELECT COUNT(*) FROM " + name, row -> row.getLong(1))
            .orElseThrow());
  }

  @Override
  public void read(Reader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM %s ORDER BY %s"
                    .formatted(names(columns), name, String.join(", ", keys)))) {
      while (rows.next()) {
        reader.take(row(rows, columns));
      }
    }
  }

  /** The names of columns, as a statement lists them. */
  static String names(List<Column> columns) {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }

  /** The values of columns that a query names in this order. */
  static @Nullable Object[] row(ResultSet rows, List<Column> columns) throws SQLException {
    var row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = columns.get(i).read(rows, i + 1);
    }
    return row;
  }
}
