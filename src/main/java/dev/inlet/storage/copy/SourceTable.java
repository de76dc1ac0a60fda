package dev.inlet.storage.copy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of one of PostgreSQL's tables, made of what is stored in files. */
interface SourceTable {

  /** Takes rows, each with a value for each column. */
  interface Reader {
    void take(@Nullable Object[] row) throws SQLException;
  }

  /** PostgreSQL's table. */
  String name();

  /** Its columns. */
  List<Column> columns();

  /** How many rows there are, when that is known before they are read. */
  OptionalLong count() throws SQLException;

  /** Reads them all, each time in the same order. */
  void read(Reader reader) throws SQLException, IOException;
}
