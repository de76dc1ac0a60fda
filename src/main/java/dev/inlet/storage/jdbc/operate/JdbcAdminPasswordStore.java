package dev.inlet.storage.jdbc.operate;

import dev.inlet.access.AdminPasswordStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The generated admin password's digest as a row. */
@Singleton
final class JdbcAdminPasswordStore implements AdminPasswordStore {
  private final Database database;
  private final AdminPasswordRepository passwords;

  JdbcAdminPasswordStore(Database database, AdminPasswordRepository passwords) {
    this.database = database;
    this.passwords = passwords;
  }

  @Override
  public Optional<String> digest() {
    return database
        .read(connection -> passwords.findById(AdminPasswordRow.ONLY))
        .map(AdminPasswordRow::digest);
  }

  @Override
  public void keep(String digest) {
    database.writeThrough(
        connection -> {
          passwords.saveFirst(digest);
          return null;
        });
  }
}
