package dev.inlet.storage.jdbc.operate;

import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;

/** The maintenance switch as a row, and beside it the rehearsal, by the database's clock. */
@Singleton
final class JdbcMaintenanceStore implements MaintenanceStore {
  private final Database database;
  private final MaintenanceRepository maintenances;

  JdbcMaintenanceStore(Database database, MaintenanceRepository maintenances) {
    this.database = database;
    this.maintenances = maintenances;
  }

  @Override
  public Maintenance read() {
    return database
        .read(connection -> maintenances.find())
        .map(MaintenanceRow::maintenance)
        .orElse(Maintenance.OFF);
  }

  @Override
  public void write(Maintenance maintenance) {
    database.writeThrough(
        connection -> {
          maintenances.turn(maintenance.enabled(), maintenance.message(), maintenance.until());
          return null;
        });
  }

  @Override
  public boolean beginRehearsal(String id) {
    return database.writeThrough(
            connection -> maintenances.beginRehearsal(id, LONGEST_REHEARSAL.toSeconds()))
        == 1;
  }

  @Override
  public void endRehearsal(String id) {
    database.writeThrough(
        connection -> {
          maintenances.endRehearsal(id);
          return null;
        });
  }
}
