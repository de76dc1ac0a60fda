package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.storage.h2.H2File;
import org.jspecify.annotations.Nullable;

/**
 * The database of everything but the journal, open until Inlet stops.
 *
 * @param dataSource for calls
 * @param administration for {@link AdminDatabase}
 * @param file its file, which is compacted then; null for PostgreSQL
 */
record ContactsDatabase(
    HikariDataSource dataSource, HikariDataSource administration, @Nullable H2File file)
    implements AutoCloseable {

  @Override
  public void close() {
    administration.close();
    if (file == null) {
      dataSource.close();
    } else {
      file.closeAndCompact(dataSource);
    }
  }
}
