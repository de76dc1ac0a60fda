package dev.inlet.storage.jdbc.operate;

import dev.inlet.operate.AdminPasswordStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The generated admin password's digest as a row. */
@Singleton
final class JdbcAdminPasswordStore implements AdminPasswordStore {
  private final Database database;

  JdbcAdminPasswordStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> digest() {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT digest FROM admin_password WHERE id = 1",
                row -> row.getString("digest")));
  }

  @Override
  public void keep(String digest) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "INSERT INTO admin_password (id, digest) SELECT 1, CAST(? AS VARCHAR(64))"
                    + " WHERE NOT EXISTS (SELECT 1 FROM admin_password)",
                digest));
  }
}
