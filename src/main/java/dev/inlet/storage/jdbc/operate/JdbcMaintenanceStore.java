package dev.inlet.storage.jdbc.operate;

import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The maintenance switch as a row, and beside it the rehearsal, by the database's clock. */
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
                    "SELECT enabled, message, rehearsal_until > CURRENT_TIMESTAMP AS rehearsed"
                        + " FROM maintenance WHERE id = 1",
                    JdbcMaintenanceStore::maintenance)
                .orElse(Maintenance.OFF));
  }

  private static Maintenance maintenance(ResultSet row) throws SQLException {
    return !row.getBoolean("enabled") && row.getBoolean("rehearsed")
        ? Maintenance.REHEARSAL
        : new Maintenance(row.getBoolean("enabled"), row.getString("message"));
  }

  @Override
  public void write(Maintenance maintenance) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE maintenance SET enabled = ?, message = ?, rehearsal = NULL,"
                    + " rehearsal_until = NULL WHERE id = 1",
                maintenance.enabled(),
                maintenance.message()));
  }

  @Override
  public boolean beginRehearsal(String id) {
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "UPDATE maintenance SET rehearsal = ?, rehearsal_until = CURRENT_TIMESTAMP"
                        + " + INTERVAL '"
                        + LONGEST_REHEARSAL.toSeconds()
                        + "' SECOND WHERE id = 1 AND (rehearsal_until IS NULL"
                        + " OR rehearsal_until <= CURRENT_TIMESTAMP)",
                    id))
        == 1;
  }

  @Override
  public void endRehearsal(String id) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE maintenance SET rehearsal = NULL, rehearsal_until = NULL"
                    + " WHERE id = 1 AND rehearsal = ?",
                id));
  }
}
