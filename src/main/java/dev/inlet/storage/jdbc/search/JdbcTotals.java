package dev.inlet.storage.jdbc.search;

import dev.inlet.listing.Count;
import dev.inlet.listing.Totals;
import dev.inlet.storage.jdbc.AdminDatabase;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many rows the lists have. */
@Singleton
final class JdbcTotals implements Totals {
  private static final String OF_ACCOUNT = "r.account_id = ?";
  private static final long NO_END = Long.MAX_VALUE;

  private final AdminDatabase administration;

  JdbcTotals(AdminDatabase administration) {
    this.administration = administration;
  }

  @Override
  public Count accounts() {
    return administration.read(
        connection ->
            new RowCount(connection, "account", "position", "")
                .between(NumberedRows.NOWHERE, NO_END));
  }

  @Override
  public Count contacts(String accountId) {
    return administration.read(
        connection ->
            new RowCount(connection, "contact", "id", OF_ACCOUNT)
                .between(NumberedRows.NOWHERE, NO_END, accountId));
  }

  @Override
  public Count companies(String accountId) {
    return administration.read(
        connection ->
            new RowCount(connection, "company", "position", OF_ACCOUNT)
                .between(NumberedRows.NOWHERE, NO_END, accountId));
  }

  @Override
  public Count events(String accountId, @Nullable Instant from, @Nullable Instant to) {
    return administration.read(connection -> activities(connection, "event", accountId, from, to));
  }

  @Override
  public Count pageViews(String accountId, @Nullable Instant from, @Nullable Instant to) {
    return administration.read(
        connection -> activities(connection, "page_view", accountId, from, to));
  }

  private static Count activities(
      Connection connection,
      String table,
      String accountId,
      @Nullable Instant from,
      @Nullable Instant to)
      throws SQLException {
    var rows = new NumberedRows(connection, table, "seq", accountId);
    long above = from == null ? NumberedRows.NOWHERE : rows.firstSince(from) - 1;
    long below = to == null ? NO_END : rows.firstSince(to);
    return new RowCount(connection, table, "seq", OF_ACCOUNT).between(above, below, accountId);
  }
}
