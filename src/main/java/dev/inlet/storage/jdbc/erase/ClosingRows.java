package dev.inlet.storage.jdbc.erase;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.erase.closing.Closing;
import dev.inlet.erase.closing.ClosingPlace;
import dev.inlet.erase.closing.ClosingWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Reads accounts that were closed. */
final class ClosingRows {
  /** With what was counted. */
  static final String SELECT =
      "SELECT c.*, e.removed FROM account_closing c LEFT JOIN erasure e ON e.id = c.erasure_id";

  /** Of those that are closed and not erased yet. */
  static final String IS_CURRENT = "c.completed_at IS NULL AND c.reopened_at IS NULL";

  private ClosingRows() {}

  static Closing closing(ResultSet row) throws SQLException {
    String removed = row.getString("removed");
    return new Closing(
        row.getLong("id"),
        row.getString("account_id"),
        row.getString("name"),
        instant(row, "closed_at"),
        instant(row, "erase_at"),
        row.getInt("revoked_keys"),
        nullableInstant(row, "reopened_at"),
        nullableInstant(row, "began_at"),
        removed == null ? Map.of() : ErasureRows.read(removed),
        nullableInstant(row, "completed_at"));
  }

  static ClosingWork work(ResultSet row) throws SQLException {
    return new ClosingWork(
        row.getLong("id"),
        row.getString("account_id"),
        row.getLong("erasure_id"),
        instant(row, "began_at"),
        ClosingPlace.valueOf(row.getString("place")),
        row.getLong("scanned"),
        row.getLong("up_to"),
        row.getLong("changes_up_to"));
  }
}
