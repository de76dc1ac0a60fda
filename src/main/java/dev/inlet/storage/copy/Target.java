package dev.inlet.storage.copy;

import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.copy.Source.Numbering;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.Durability;
import dev.inlet.storage.jdbc.migrate.CopyMarker;
import dev.inlet.storage.jdbc.migrate.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that is copied to. What is written is committed with how far that is. */
final class Target implements AutoCloseable {
  /** Rows may be large. */
  private static final int FETCHED = 64;

  /** A portion may take a while, and nobody waits for it but us. */
  private static final Map<String, String> PATIENT =
      Map.of(
          "reWriteBatchedInserts", "true",
          "logServerErrorDetail", "false",
          "socketTimeout", "600",
          "connectTimeout", "10",
          "tcpKeepAlive", "true",
          "ApplicationName", "inlet copy");

  /** Without those that a larger one is made of. */
  private static final String TABLES =
      "SELECT relname FROM pg_class WHERE relnamespace = CAST(current_schema() AS REGNAMESPACE)"
          + " AND relkind IN ('r', 'p') AND NOT relispartition";

  /** What is told of calls stands elsewhere on PostgreSQL, and no files know Kafka's partitions. */
  private static final List<String> NEVER_COPIED = List.of(WarningTable.REMARKS, "kafka_partition");

  private final DatabaseAccess access;
  private final Connection connection;

  private Target(DatabaseAccess access, Connection connection) {
    this.access = access;
    this.connection = connection;
  }

  /**
   * Opens it.
   *
   * @throws IllegalStateException when it runs in a mode that could lose what was acknowledged
   */
  static Target open(DatabaseAccess access) throws SQLException {
    Connection connection =
        DriverManager.getConnection(access.url().contacts(), access.with(PATIENT));
    try {
      Durability.check(connection, access.url().contacts());
      connection.setAutoCommit(false);
      return new Target(access, connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Makes the tables of an empty database, or goes on where a copy of the same data was left.
   *
   * @param source what identifies the data
   * @throws OperationRefused when it holds anything else
   */
  void begin(String source, Instant now) throws SQLException {
    CopyMarker.Begun begun = CopyMarker.find(connection);
    if (begun == null) {
      if (!Database.list(connection, TABLES, row -> row.getString(1)).isEmpty()) {
        throw OperationRefused.taken(
            access.url() + " is not empty: name a database that holds no tables yet");
      }
      CopyMarker.begin(connection, source, now);
    } else if (begun.isWhole()) {
      throw OperationRefused.taken(
          access.url() + " holds a whole copy already: start Inlet on it, or name an empty one");
    } else if (!begun.source().equals(source)) {
      throw OperationRefused.taken(
          access.url()
              + " holds a part of other data, or of these before a server worked on them again:"
              + " name an empty database");
    }
    connection.commit();
    access.migrate("contacts");
    access.migrate("journal");
  }

  /**
   * Refuses to go on when there is a table that nothing is copied to.
   *
   * @param tables those that something is copied to
   */
  void refuseForgotten(List<SourceTable> tables) throws SQLException {
    var forgotten = new TreeSet<>(Database.list(connection, TABLES, row -> row.getString(1)));
    forgotten.removeIf(Migrations::isHistory);
    forgotten.removeAll(CopyMarker.TABLES);
    forgotten.removeAll(NEVER_COPIED);
    tables.forEach(table -> forgotten.remove(table.name()));
    if (!forgotten.isEmpty()) {
      throw new IllegalStateException(
          "inlet copy does not know what to copy to " + String.join(", ", forgotten));
    }
  }

  /** How many rows of a table are there; -1 when it was not begun. */
  long copied(SourceTable table) throws SQLException {
    return CopyMarker.copied(connection, table.name());
  }

  /**
   * Writes rows, in one transaction with how many there are then. The first of a table take the
   * place of what a migration has put there.
   *
   * @param from how many there are; -1 when it was not begun
   */
  void write(SourceTable table, long from, List<@Nullable Object[]> rows) throws SQLException {
    if (from < 0) {
      try (Statement delete = connection.createStatement()) {
        delete.execute("DELETE FROM " + table.name());
      }
    }
    CopyMarker.note(connection, table.name(), from, Math.max(from, 0) + rows.size());
    try (PreparedStatement insert = connection.prepareStatement(insert(table))) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          table.columns().get(i).write(insert, i + 1, row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  private static String insert(SourceTable table) {
    return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
        .formatted(
            table.name(),
            PlainTable.names(table.columns()),
            String.join(", ", Collections.nCopies(table.columns().size(), "?")));
  }

  /** Lets a column number on behind all that it has numbered, what was removed included. */
  void number(Numbering numbering) throws SQLException {
    String column = numbering.column();
    try (PreparedStatement set =
        connection.prepareStatement(
            "SELECT setval(pg_get_serial_sequence(?, ?), GREATEST(?, 1 + MAX(%s)), false)"
                    .formatted(column)
                + " FROM "
                + numbering.table())) {
      set.setString(1, numbering.table());
      set.setString(2, column);
      set.setLong(3, numbering.next());
      set.execute();
    }
    connection.commit();
  }

  /** The rows of a table as they are there. */
  RowSum sum(SourceTable table) throws SQLException {
    var sum = new RowSum();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT %s FROM %s".formatted(PlainTable.names(table.columns()), table.name()))) {
        while (rows.next()) {
          sum.add(PlainTable.row(rows, table.columns()));
        }
      }
    }
    connection.commit();
    return sum;
  }

  /** Has PostgreSQL look at a table once, and not only when it finds the time. */
  void analyze(SourceTable table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE " + table.name());
    }
    connection.commit();
  }

  /** From here on servers start on it. */
  void end(Instant now) throws SQLException {
    CopyMarker.end(connection, now);
    connection.commit();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What counts is committed.
    }
  }
}
