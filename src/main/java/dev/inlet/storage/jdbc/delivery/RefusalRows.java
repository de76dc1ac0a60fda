package dev.inlet.storage.jdbc.delivery;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.delivery.Cause;
import dev.inlet.delivery.DeliveryId;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.Refusal;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes refused deliveries, and removes them again. */
final class RefusalRows {
  /** For each account. */
  static final int KEPT = 10_000;

  private RefusalRows() {}

  static void insert(Connection connection, Collection<Refusal> refusals) throws SQLException {
    var insert =
        new Batch(
            connection,
            "INSERT INTO refused_delivery (account_id, key_id, sender, type, message_id, status,"
                + " cause, message, received_at, settings, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (Refusal refusal : refusals) {
      Refusal.Sent sent = refusal.sent();
      insert.add(
          refusal.accountId(),
          refusal.keyId(),
          refusal.sender().wireName(),
          lowerCase(refusal.type()),
          refusal.messageId(),
          refusal.cause().status(),
          refusal.cause().wireName(),
          refusal.message(),
          refusal.receivedAt(),
          sent == null ? null : sent.settings(),
          sent == null ? null : sent.body());
    }
    insert.execute();
  }

  /** Reads a refused delivery from its row. */
  static Entry entry(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    return new Entry(
        DeliveryId.refused(row.getLong("id")).toString(),
        row.getString("message_id"),
        row.getString("type"),
        row.getInt("status"),
        false,
        cause == null ? null : Cause.named(cause).orElse(null),
        row.getString("message"),
        row.getString("sender"),
        instant(row, "received_at"),
        Set.of());
  }

  private static @Nullable String lowerCase(@Nullable String type) {
    return type == null ? null : type.toLowerCase(Locale.ROOT);
  }

  static List<String> accounts(Connection connection) throws SQLException {
    return Database.list(connection, "SELECT id FROM account", row -> row.getString(1));
  }

  /** Leaves each of these accounts its newest {@value #KEPT}. */
  static void trim(Connection connection, Collection<String> accountIds) throws SQLException {
    var delete =
        new Batch(
            connection,
            "DELETE FROM refused_delivery WHERE account_id = ? AND id <= (SELECT id"
                + " FROM refused_delivery WHERE account_id = ? ORDER BY id DESC LIMIT 1 OFFSET "
                + KEPT
                + ")");
    for (String account : accountIds) {
      delete.add(account, account);
    }
    delete.execute();
  }

  static void purge(Connection connection, Instant before, Instant bodiesBefore)
      throws SQLException {
    Database.update(connection, "DELETE FROM refused_delivery WHERE received_at < ?", before);
    Database.update(
        connection,
        "UPDATE refused_delivery SET body = NULL, settings = NULL"
            + " WHERE body IS NOT NULL AND received_at < ?",
        bodiesBefore);
  }
}
