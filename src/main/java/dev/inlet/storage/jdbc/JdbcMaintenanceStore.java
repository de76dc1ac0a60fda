package dev.inlet.storage.jdbc;

import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import jakarta.inject.Singleton;

/** The maintenance switch as a row. */
@Singleton
final class JdbcMaintenanceStore implements MaintenanceStore {
  private final Database database;

  JdbcMaintenanceStore(Database database) {
    this.database = database;
  }

  @Override
  public Maintenance read() {
    return database.read(
        connection ->
            Database.find(
                    connection,
                    "SELECT enabled, message FROM maintenance WHERE id = 1",
                    row -> new Maintenance(row.getBoolean("enabled"), row.getString("message")))
                .orElse(Maintenance.OFF));
  }

  @Override
  public void write(Maintenance maintenance) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE maintenance SET enabled = ?, message = ? WHERE id = 1",
                maintenance.enabled(),
                maintenance.message()));
  }
}
