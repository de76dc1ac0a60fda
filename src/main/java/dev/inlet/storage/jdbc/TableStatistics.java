package dev.inlet.storage.jdbc;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PostgreSQL look at tables that have doubled since it last did, while they are small. Of a
 * table that it has never looked at it believes that a two-hundredth belongs to any account, and
 * reads all of an account's rows rather than the few that are asked for. Its own look comes a
 * minute late, and not at all where it is switched off.
 */
@Context
final class TableStatistics {
  private static final Logger LOG = LoggerFactory.getLogger(TableStatistics.class);

  /** The journal's pieces are tables, too. */
  private static final List<String> TABLES =
      List.of(
          "person",
          "person_state",
          "person_link",
          "contact",
          "company",
          "membership",
          "event",
          "page_view",
          "seen_message",
          "set_aside",
          "refused_delivery",
          "tombstone",
          "journal");

  /** Of fewer rows all may be read, and more are PostgreSQL's to look at once they were seen. */
  private static final String GROWN =
      "SELECT s.relname FROM UNNEST(?) AS k (relname)"
          + " JOIN pg_stat_user_tables s ON s.relname = k.relname"
          + " OR k.relname = 'journal' AND s.relname LIKE 'journal\\_%'"
          + " JOIN pg_class c ON c.oid = s.relid"
          + " WHERE s.schemaname = current_schema() AND s.n_live_tup > 100"
          + " AND s.n_live_tup > 2 * c.reltuples"
          + " AND (c.reltuples < 0 OR s.n_live_tup < 200000)";

  private final Database database;
  private final boolean isPostgresql;

  TableStatistics(Database database, DatabaseUrl url) {
    this.database = database;
    this.isPostgresql = url.isShared();
  }

  @Scheduled(fixedDelay = "1s")
  void refresh() {
    if (!isPostgresql) {
      return;
    }
    try {
      database
          .read(connection -> Database.list(connection, GROWN, row -> row.getString(1), TABLES))
          .forEach(table -> database.write(connection -> analyze(connection, table)));
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.warn("PostgreSQL's statistics could not be refreshed: {}", new Fault(e));
    }
  }

  /** A rough picture of some thousand rows is enough, and quick whatever the size. */
  private static boolean analyze(Connection connection, String table) throws SQLException {
    Database.update(connection, "SET LOCAL default_statistics_target = 10");
    Database.update(connection, "ANALYZE " + table);
    return true;
  }
}
