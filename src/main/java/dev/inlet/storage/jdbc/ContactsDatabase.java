package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of everything but the journal, open until Inlet stops.
 *
 * @param file its file, which is compacted then; null for PostgreSQL
 */
record ContactsDatabase(HikariDataSource dataSource, @Nullable H2File file)
    implements AutoCloseable {

  @Override
  public void close() {
    if (file == null) {
      dataSource.close();
    } else {
      file.closeAndCompact(dataSource);
    }
  }
}
