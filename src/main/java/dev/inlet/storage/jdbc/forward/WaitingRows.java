package dev.inlet.storage.jdbc.forward;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.forward.Position;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.webhook.Lanes;
import dev.inlet.webhook.Retry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rows of {@code subscription_waiting}: the changes that a subscriber did not
 * take. One waits until it is due; one that is never due is set aside.
 */
final class WaitingRows {
  private static final String OF_SUBSCRIPTION = " WHERE subscription_id = ?";

  private WaitingRows() {}

  /** What waits of a subscription, in the order of the changes, so many at most. */
  static List<Retry> waiting(Connection connection, String id, int most) throws SQLException {
    return Database.list(
        connection,
        "SELECT * FROM subscription_waiting"
            + OF_SUBSCRIPTION
            + " AND due IS NOT NULL ORDER BY subscription_id, piece, place LIMIT ?",
        WaitingRows::row,
        id,
        most);
  }

  /** What is set aside of a subscription, the newest first; one more than the window, if any. */
  static List<Retry> setAside(Connection connection, String id, Window window) throws SQLException {
    return Database.list(
        connection,
        "SELECT * FROM subscription_waiting"
            + OF_SUBSCRIPTION
            + " AND due IS NULL AND id < ? ORDER BY id DESC LIMIT ?",
        WaitingRows::row,
        id,
        window.before(),
        window.probe());
  }

  /** What there is of some pieces of the feed, by subscription. */
  static Map<String, List<Retry>> of(
      Connection connection, Collection<String> ids, Collection<Long> pieces) throws SQLException {
    var found = new HashMap<String, List<Retry>>();
    Database.list(
        connection,
        "SELECT * FROM subscription_waiting" + " WHERE subscription_id = ANY(?) AND piece = ANY(?)",
        row ->
            found
                .computeIfAbsent(row.getString("subscription_id"), one -> new ArrayList<>())
                .add(row(row)),
        ids,
        pieces);
    return found;
  }

  private static Retry row(ResultSet row) throws SQLException {
    return new Retry(
        row.getLong("id"),
        new Position(row.getLong("piece"), row.getInt("place")),
        lanes(row),
        row.getInt("attempts"),
        instant(row, "since"),
        nullableInstant(row, "due"));
  }

  /** Older versions wrote the first lane alone. */
  private static Lanes lanes(ResultSet row) throws SQLException {
    int first = row.getInt("lane");
    int other = row.getInt("other_lane");
    return new Lanes(first, row.wasNull() ? first : other);
  }

  /** Adds changes that a subscriber did not take. */
  static void add(Connection connection, String id, List<Retry> added) throws SQLException {
    var waiting =
        new Batch(
            connection,
            "INSERT INTO subscription_waiting (subscription_id, piece, place, lane,"
                + " other_lane, attempts, since, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (Retry one : added) {
      waiting.add(
          id,
          one.position().piece(),
          one.position().index(),
          one.lanes().first(),
          one.lanes().other(),
          one.attempts(),
          one.since(),
          one.due());
    }
    waiting.execute();
  }

  /** Writes how often these were tried, and when they are due again. */
  static void update(Connection connection, List<Retry> changed) throws SQLException {
    var batch =
        new Batch(connection, "UPDATE subscription_waiting SET attempts = ?, due = ? WHERE id = ?");
    for (Retry one : changed) {
      batch.add(one.attempts(), one.due(), one.number());
    }
    batch.execute();
  }

  /** Removes those of these numbers. */
  static void remove(Connection connection, Collection<Long> numbers) throws SQLException {
    var batch = new Batch(connection, "DELETE FROM subscription_waiting WHERE id = ?");
    for (long number : numbers) {
      batch.add(number);
    }
    batch.execute();
  }

  /** Removes what lies behind a position. */
  static void removeBehind(Connection connection, String id, Position position)
      throws SQLException {
    Database.update(
        connection,
        "DELETE FROM subscription_waiting"
            + OF_SUBSCRIPTION
            + " AND (piece > ? OR piece = ? AND place > ?)",
        id,
        position.piece(),
        position.piece(),
        position.index());
  }

  /** Has all that waits be due at once. */
  static void makeDue(Connection connection, String id) throws SQLException {
    Database.update(
        connection,
        "UPDATE subscription_waiting SET due = since" + OF_SUBSCRIPTION + " AND due IS NOT NULL",
        id);
  }

  /**
   * Has what is set aside wait again, as if it had never been tried.
   *
   * @param only the one change at this position; null for all
   * @return how many that were
   */
  static int tryAgain(Connection connection, String id, @Nullable Position only, Instant due)
      throws SQLException {
    var arguments = new ArrayList<Object>(List.of(due, due, id));
    if (only != null) {
      arguments.addAll(List.of(only.piece(), only.index()));
    }
    return Database.update(
        connection,
        "UPDATE subscription_waiting SET due = ?, since = ?, attempts = 0"
            + OF_SUBSCRIPTION
            + (only == null ? "" : " AND piece = ? AND place = ?")
            + " AND due IS NULL",
        arguments.toArray());
  }
}
