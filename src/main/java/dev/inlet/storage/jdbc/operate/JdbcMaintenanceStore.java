package dev.inlet.storage.jdbc.operate;

import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The maintenance switches as rows, and beside that of all the rehearsal, by the database's clock.
 */
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

  private record OfAccount(String accountId, Maintenance maintenance) {}

  @Override
  public Map<String, Maintenance> accounts() {
    return database
        .read(
            connection ->
                Database.list(
                    connection,
                    "SELECT * FROM account_maintenance"
                        + " WHERE ends_at IS NULL OR ends_at > CURRENT_TIMESTAMP",
                    row ->
                        new OfAccount(
                            row.getString("account_id"),
                            new Maintenance(
                                true,
                                row.getString("message"),
                                Database.nullableInstant(row, "ends_at")))))
        .stream()
        .collect(Collectors.toUnmodifiableMap(OfAccount::accountId, OfAccount::maintenance));
  }

  /** The account's row is locked first, so that two who turn it do so one after the other. */
  @Override
  public void write(String accountId, Maintenance maintenance) {
    database.writeThrough(
        connection -> {
          Database.list(
              connection,
              "SELECT id FROM account WHERE id = ? FOR UPDATE",
              row -> row.getString(1),
              accountId);
          Database.update(
              connection, "DELETE FROM account_maintenance WHERE account_id = ?", accountId);
          return maintenance.enabled()
              ? Database.update(
                  connection,
                  "INSERT INTO account_maintenance (account_id, message, ends_at)"
                      + " VALUES (?, ?, ?)",
                  accountId,
                  maintenance.message(),
                  maintenance.until())
              : 0;
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
