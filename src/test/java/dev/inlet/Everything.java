package dev.inlet;

import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.JournalContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Searches all that Inlet stores: every column of every table and of the journal, or every file.
 */
public final class Everything {
  private static final Pattern PIECE_OF_JOURNAL =
      Pattern.compile("journal_(before|beyond|\\d+_\\d+)");

  private final Map<String, Object> place;

  /**
   * @param place the properties that Inlet was started with
   */
  public Everything(Map<String, Object> place) {
    this.place = place;
  }

  /** The columns, with their tables, in which a text occurs. */
  public Set<String> columnsWith(String text) {
    var columns = new TreeSet<String>();
    try (Connection connection = connect()) {
      for (String table : tables(connection)) {
        search(connection, table, text, columns);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (isH2()) {
      columns.addAll(journal().columnsWith(text));
    }
    return columns;
  }

  private boolean isH2() {
    return !place.containsKey("datasources.default.url");
  }

  private JournalContents journal() {
    return new JournalContents(Path.of(place.get("inlet.data-dir").toString()));
  }

  /** How many rows a table of the contacts' database has. */
  public long rows(String table) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first row of a query, as text; a column without a value as null. */
  public List<String> row(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      var columns = new ArrayList<String>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        columns.add(row.getString(i));
      }
      return columns;
    }
  }

  /** The number that a query asks for. */
  public long number(String query) {
    try {
      return Long.parseLong(row(query).getFirst());
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Executes statements on the database, and commits each. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Has all calls of the journal be stored at another time. Inlet must not run. */
  public void ageJournal(Instant storedAt) throws SQLException, IOException {
    if (isH2()) {
      journal()
          .change(
              call ->
                  new JournalEntry(
                      call.accountId(),
                      call.keyId(),
                      call.sender(),
                      call.type(),
                      call.messageId(),
                      storedAt,
                      call.settings(),
                      call.body(),
                      call.warnings()));
    } else {
      execute("UPDATE journal SET stored_at = TIMESTAMP WITH TIME ZONE '%s'".formatted(storedAt));
    }
  }

  /** Has the journal be empty, and go on behind a sequence number. Inlet must not run. */
  public void endJournalAt(long last) throws SQLException, IOException {
    if (isH2()) {
      journal().endAt(last);
    } else {
      execute("UPDATE journal_head SET seq = " + last);
    }
  }

  /** A connection to the database, or to that of the contacts. */
  Connection connect() throws SQLException {
    return isH2()
        ? DriverManager.getConnection(
            "jdbc:h2:file:checked:%s/inlet;IFEXISTS=TRUE".formatted(place.get("inlet.data-dir")),
            "sa",
            "")
        : DriverManager.getConnection(
            place.get("datasources.default.url").toString(),
            place.get("datasources.default.username").toString(),
            place.get("datasources.default.password").toString());
  }

  /** Whether a table of PostgreSQL's holds nothing that is not found in another. */
  static boolean isPieceOfJournal(String table) {
    return PIECE_OF_JOURNAL.matcher(table).matches();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(
                null, null, "%", new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
      while (found.next()) {
        if (!isPieceOfJournal(found.getString("TABLE_NAME"))
            && found.getString("TABLE_SCHEM").equalsIgnoreCase("public")) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
    }
    return tables;
  }

  private static void search(Connection connection, String table, String text, Set<String> columns)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
      ResultSetMetaData shape = row.getMetaData();
      while (row.next()) {
        for (int i = 1; i <= shape.getColumnCount(); i++) {
          if (text(row.getObject(i)).contains(text)) {
            columns.add((table + "." + shape.getColumnName(i)).toLowerCase(java.util.Locale.ROOT));
          }
        }
      }
    }
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }

  /** The files below a folder in whose bytes a text occurs. */
  public static List<Path> filesWith(Path folder, String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
