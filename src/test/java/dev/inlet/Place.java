package dev.inlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A database seen from behind Inlet's back.
 *
 * @param properties those of an Inlet that stores there
 */
record Place(Map<String, Object> properties) {
  /** One query for each column there is, which shows its values as text. */
  private static final String COLUMNS =
      "SELECT format(CASE data_type WHEN 'bytea' THEN 'SELECT encode(%1$I, ''escape'') FROM %2$I'"
          + " ELSE 'SELECT %1$I::text FROM %2$I' END, column_name, table_name)"
          + " FROM information_schema.columns WHERE table_schema = 'public'";

  /** Executes a statement. On H2 no Inlet may be running there. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All that is stored: every byte of H2's files, or every value in PostgreSQL. */
  String text() throws IOException, SQLException {
    return url().startsWith("jdbc:h2:") ? textOf(folder()) : values();
  }

  /** Every byte of the files in a folder, as a character each. */
  static String textOf(Path folder) throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, ISO_8859_1));
      }
    }
    return text.toString();
  }

  private String values() throws SQLException {
    var text = new StringBuilder();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet queries = statement.executeQuery(COLUMNS)) {
      while (queries.next()) {
        try (Statement query = connection.createStatement();
            ResultSet values = query.executeQuery(queries.getString(1))) {
          while (values.next()) {
            text.append(values.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        url(),
        text("datasources.default.username", "sa"),
        text("datasources.default.password", ""));
  }

  private String url() {
    return text("datasources.default.url", "jdbc:h2:file:" + folder() + "/inlet");
  }

  private Path folder() {
    return Path.of(text("inlet.data-dir", ""));
  }

  private String text(String property, String otherwise) {
    return properties.getOrDefault(property, otherwise).toString();
  }
}
