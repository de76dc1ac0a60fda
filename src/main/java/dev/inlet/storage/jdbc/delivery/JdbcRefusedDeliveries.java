package dev.inlet.storage.jdbc.delivery;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Placed;
import dev.inlet.delivery.Mention;
import dev.inlet.delivery.Refusal;
import dev.inlet.delivery.RefusedDeliveries;
import dev.inlet.delivery.Sought;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.CallFilter;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Refused deliveries as rows, found by account and number. */
@Singleton
final class JdbcRefusedDeliveries implements RefusedDeliveries {
  /** Everything but what was sent, which may be much. */
  private static final String SELECT =
      "SELECT id, message_id, type, status, cause, message, sender, received_at"
          + " FROM refused_delivery WHERE account_id = ? AND id < ?";

  /** So many are looked through together. */
  private static final int PIECE = 100;

  private static final Duration LOOK_FOR = Duration.ofMillis(80);

  private final Database database;
  private final AdminDatabase administration;
  private final Ticker ticker;

  JdbcRefusedDeliveries(Database database, AdminDatabase administration, Ticker ticker) {
    this.database = database;
    this.administration = administration;
    this.ticker = ticker;
  }

  @Override
  public Sought newest(String accountId, Filter filter, long before, int limit) {
    if (filter.mention().isAny()) {
      return Sought.all(rows(accountId, filter, before, limit));
    }
    long start = ticker.read();
    var found = new ArrayList<Placed>();
    long below = before;
    while (true) {
      List<Placed> piece = rows(accountId, filter, below, PIECE);
      List<Placed> some = mentioning(accountId, filter.mention(), piece);
      found.addAll(some.subList(0, Math.min(some.size(), limit - found.size())));
      if (piece.size() < PIECE || found.size() == limit) {
        return Sought.all(found);
      }
      below = piece.getLast().place();
      if (ticker.read() - start > LOOK_FOR.toNanos()) {
        return new Sought(found, below, piece.getLast().entry().receivedAt());
      }
    }
  }

  private List<Placed> mentioning(String accountId, Mention mention, List<Placed> some) {
    var bodies = new HashMap<Long, byte[]>();
    sent(accountId, some.stream().map(Placed::place).toList(), bodies::put);
    return some.stream()
        .filter(
            one ->
                mention.isIn(
                    one.entry().messageId(), one.entry().message(), bodies.get(one.place())))
        .toList();
  }

  private List<Placed> rows(String accountId, Filter filter, long before, int limit) {
    var sql = new StringBuilder(SELECT);
    var arguments = new ArrayList<Object>(List.of(accountId, before));
    narrow(sql, arguments, " AND status = ?", filter.status());
    narrow(sql, arguments, " AND sender = ?", filter.sender());
    narrow(sql, arguments, " AND key_id = ?", filter.keyId());
    narrow(sql, arguments, " AND received_at >= ?", filter.from());
    narrow(sql, arguments, " AND received_at < ?", filter.to());
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

  private static void narrow(
      StringBuilder sql, List<Object> arguments, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      arguments.add(value);
    }
  }

  /** Of each there is no more than {@link Refusal#MAX_BODY}. */
  @Override
  public void sent(String accountId, Collection<Long> places, BiConsumer<Long, byte[]> reader) {
    if (places.isEmpty()) {
      return;
    }
    administration
        .read(
            connection ->
                Database.list(
                    connection,
                    "SELECT id, body FROM refused_delivery"
                        + " WHERE id = ANY(?) AND account_id = ? AND body IS NOT NULL",
                    row -> Map.entry(row.getLong(1), row.getBytes(2)),
                    places,
                    accountId))
        .forEach(one -> reader.accept(one.getKey(), one.getValue()));
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
