package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;

/** The database of everything but the journal, open until Inlet stops. */
record ContactsDatabase(HikariDataSource dataSource) implements AutoCloseable {

  @Override
  public void close() {
    dataSource.close();
  }
}
