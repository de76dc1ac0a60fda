package dev.inlet.storage.jdbc.audit;

import dev.inlet.audit.Actor;
import dev.inlet.audit.AuditEntry;
import dev.inlet.audit.AuditFilter;
import dev.inlet.audit.AuditStore;
import dev.inlet.audit.Deed;
import dev.inlet.codec.Json;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.Like;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The audit log as rows, which are added and purged, and never changed. */
@Singleton
final class JdbcAuditStore implements AuditStore {
  private final Database database;
  private final AdminDatabase administration;

  JdbcAuditStore(Database database, AdminDatabase administration) {
    this.database = database;
    this.administration = administration;
  }

  @Override
  public <T extends @Nullable Object> T durably(Supplier<T> work) {
    return database.writeThrough(connection -> work.get());
  }

  @Override
  public void add(Instant at, Actor actor, Deed deed) {
    database.write(
        connection ->
            Database.update(
                connection,
                "INSERT INTO audit_entry"
                    + " (at, actor_kind, actor, address, action, account_id, subject, details)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                at,
                actor.kind().wireName(),
                actor.name(),
                actor.address(),
                deed.action().wireName(),
                deed.accountId(),
                deed.subject(),
                Json.write(deed.details())));
  }

  @Override
  public Listing<AuditEntry> list(AuditFilter filter, Window window) {
    var sql = new StringBuilder("SELECT * FROM audit_entry WHERE id < ?");
    var arguments = new ArrayList<Object>(List.of(window.before()));
    if (filter.accountId() != null) {
      sql.append(" AND account_id = ?");
      arguments.add(filter.accountId());
    }
    if (filter.after() != null) {
      sql.append(" AND at > ?");
      arguments.add(filter.after());
    }
    if (filter.actor() != null) {
      sql.append(" AND actor = ?");
      arguments.add(filter.actor());
    }
    if (filter.action() != null) {
      sql.append(" AND (action = ? OR action LIKE ? ESCAPE '!')");
      arguments.add(filter.action());
      arguments.add(Like.beginningWith(filter.action() + "."));
    }
    sql.append(" ORDER BY ").append(filter.accountId() == null ? "" : "account_id DESC, ");
    sql.append("id DESC LIMIT ?");
    arguments.add(window.probe());
    return administration.read(
        connection ->
            window.listing(
                Database.list(connection, sql.toString(), JdbcAuditStore::row, arguments.toArray()),
                AuditEntry::number));
  }

  private static AuditEntry row(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Database.instant(row, "at"),
        new Actor(
            Actor.Kind.named(row.getString("actor_kind")).orElse(Actor.Kind.INLET),
            row.getString("actor"),
            row.getString("address")),
        row.getString("action"),
        row.getString("account_id"),
        row.getString("subject"),
        row.getString("details"));
  }

  /** Mostly none is old enough, and to look at the first one tells so. */
  @Override
  public int purge(Instant before, int limit) {
    return administration.work(
        connection -> {
          boolean isDue =
              Database.find(
                      connection,
                      "SELECT at FROM audit_entry ORDER BY id LIMIT 1",
                      row -> Database.instant(row, "at"))
                  .filter(before::isAfter)
                  .isPresent();
          return isDue
              ? Database.update(
                  connection,
                  "DELETE FROM audit_entry WHERE at < ? AND id IN"
                      + " (SELECT id FROM audit_entry ORDER BY id LIMIT ?)",
                  before,
                  limit)
              : 0;
        });
  }
}
