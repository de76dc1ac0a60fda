package dev.inlet.storage.jdbc.forward;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.webhook.Attempt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes the rows of {@code subscription_attempt}: the requests that were sent. */
final class AttemptRows {
  private static final String FIRST = "SELECT id, at FROM subscription_attempt ORDER BY id LIMIT ?";

  private AttemptRows() {}

  /** Adds the requests that were sent for a subscription. */
  static void add(Connection connection, String id, List<Attempt> sent) throws SQLException {
    var attempts =
        new Batch(
            connection,
            "INSERT INTO subscription_attempt (subscription_id, at, webhook_id, changes, status,"
                + " problem, millis, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (Attempt one : sent) {
      attempts.add(
          id,
          one.at(),
          one.webhookId(),
          one.changes(),
          one.status(),
          one.problem(),
          one.millis(),
          one.answer());
    }
    attempts.execute();
  }

  /** Those of a subscription, the newest first; one more than the window, if there is. */
  static List<Attempt> newest(Connection connection, String id, Window window) throws SQLException {
    return Database.list(
        connection,
        "SELECT * FROM subscription_attempt WHERE subscription_id = ? AND id < ?"
            + " ORDER BY subscription_id DESC, id DESC LIMIT ?",
        AttemptRows::row,
        id,
        window.before(),
        window.probe());
  }

  /** One of a subscription. */
  static Optional<Attempt> find(Connection connection, String id, long number) throws SQLException {
    return Database.find(
        connection,
        "SELECT * FROM subscription_attempt WHERE subscription_id = ? AND id = ?",
        AttemptRows::row,
        id,
        number);
  }

  /** The attempt in a row that has all columns of the table. */
  static Attempt row(ResultSet row) throws SQLException {
    return new Attempt(
        row.getLong("id"),
        instant(row, "at"),
        row.getString("webhook_id"),
        row.getInt("changes"),
        row.getObject("status", Integer.class),
        row.getString("problem"),
        row.getLong("millis"),
        row.getString("answer"));
  }

  /** Removes those that were sent before a time, so many at most; returns how many that were. */
  static int removeOld(Connection connection, Instant before, int most) throws SQLException {
    List<Long> old = OldRows.before(connection, FIRST, before, most);
    if (!old.isEmpty()) {
      Database.update(connection, "DELETE FROM subscription_attempt WHERE id <= ?", old.getLast());
    }
    return old.size();
  }
}
