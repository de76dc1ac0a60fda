package dev.inlet;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Searches all that Inlet stores for a text: every column of every table, or every file. */
public final class Everything {
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
    try {
      for (Connection open : connections()) {
        try (Connection connection = open) {
          for (String table : tables(connection)) {
            search(connection, table, text, columns);
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return columns;
  }

  /** How many rows a table of the contacts' database has. */
  public long rows(String table) throws SQLException {
    try (Connection connection = connections().getFirst();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Executes statements on the database of the contacts, and commits each. */
  public void execute(String... statements) throws SQLException {
    execute(connections(), 0, statements);
  }

  /** Executes a statement on the database of the journal, and commits it. */
  public void executeOnJournal(String sql) throws SQLException {
    List<Connection> opened = connections();
    execute(opened, opened.size() - 1, sql);
  }

  private static void execute(List<Connection> opened, int chosen, String... statements)
      throws SQLException {
    try (Statement statement = opened.get(chosen).createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } finally {
      for (Connection connection : opened) {
        connection.close(); // the other one too, or its file would stay locked
      }
    }
  }

  private List<Connection> connections() throws SQLException {
    Object url = place.get("datasources.default.url");
    if (url != null) {
      return List.of(
          DriverManager.getConnection(
              url.toString(),
              place.get("datasources.default.username").toString(),
              place.get("datasources.default.password").toString()));
    }
    var connections = new ArrayList<Connection>();
    for (String file : List.of("inlet", "inlet-journal")) {
      connections.add(
          DriverManager.getConnection(
              "jdbc:h2:file:checked:%s/%s;IFEXISTS=TRUE"
                  .formatted(place.get("inlet.data-dir"), file),
              "sa",
              ""));
    }
    return connections;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (ResultSet found =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        if (found.getString("TABLE_SCHEM").equalsIgnoreCase("public")) {
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
