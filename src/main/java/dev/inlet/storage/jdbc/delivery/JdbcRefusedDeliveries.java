package dev.inlet.storage.jdbc.delivery;

import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import dev.inlet.delivery.RefusedDeliveries;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.CallFilter;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refused deliveries as rows, found by account and number. */
@Singleton
final class JdbcRefusedDeliveries implements RefusedDeliveries {
  /** Everything but what was sent, which may be much. */
  private static final String SELECT =
      "SELECT id, message_id, type, status, cause, message, sender, received_at"
          + " FROM refused_delivery WHERE account_id = ? AND id < ?";

  private final Database database;
  private final AdminDatabase administration;

  JdbcRefusedDeliveries(Database database, AdminDatabase administration) {
    this.database = database;
    this.administration = administration;
  }

  @Override
  public List<Placed> newest(String accountId, Filter filter, long before, int limit) {
    var sql = new StringBuilder(SELECT);
    var arguments = new ArrayList<Object>(List.of(accountId, before));
    if (filter.status() != null) {
      sql.append(" AND status = ?");
      arguments.add(filter.status());
    }
    CallFilter.narrow(sql, arguments, filter.type(), filter.messageId());
    sql.append(" ORDER BY account_id DESC, id DESC LIMIT ?");
    arguments.add(limit);
    return administration.read(
        connection ->
            Database.list(
                connection,
                sql.toString(),
                row -> new Placed(RefusalRows.entry(row), row.getLong("id")),
                arguments.toArray()));
  }

  @Override
  public Optional<Detail> find(String accountId, long number) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM refused_delivery WHERE account_id = ? AND id = ?",
                JdbcRefusedDeliveries::detail,
                accountId,
                number));
  }

  private static Detail detail(ResultSet row) throws SQLException {
    return new Detail(
        RefusalRows.entry(row),
        null,
        row.getString("key_id"),
        row.getString("settings"),
        row.getBytes("body"));
  }
}
