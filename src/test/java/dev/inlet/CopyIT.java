package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.command.LogLevels;
import dev.inlet.command.Shell;
import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.JournalContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What H2 and the journal's files hold, copied to a real PostgreSQL. */
@NullUnmarked
@ExtendWith(LogLevels.class)
@Order(1)
class CopyIT {
  private static final Set<String> NEVER_COPIED = Set.of("call_remark", "kafka_partition");
  private static final String ACCOUNT = "acme";
  private static final int OLD_MESSAGES = Extent.of(5_000, 300_000);

  /** What a killed copy has of them; more than one portion, and not the last. */
  private static final int MISSING = OLD_MESSAGES / 2 + 1;

  private static final Duration CHILD_STARTS = Duration.ofMinutes(2);

  private static final String SESSIONS =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'inlet copy'";

  private static final String CALL =
      "{\"messageId\":\"m%d\",\"type\":\"track\",\"userId\":\"u%d\",\"event\":\"Bought\","
          + "\"properties\":{\"revenue\":1.10,\"currency\":\"EUR\",\"note\":\"ä😀\"}}";

  private static Path original;
  private static String key;
  private static long feedEnd;
  private static String feedNext;

  /** What the first server showed, by the list. */
  private static final Map<String, List<JsonNode>> SHOWN = new TreeMap<>();

  @TempDir Path folder;

  private final String database = EmbeddedPostgresql.newDatabaseName();

  @BeforeAll
  static void fill(@TempDir Path place) throws Exception {
    original = place.resolve("data");
    try (RunningInlet inlet = RunningInlet.in(original).start()) {
      inlet.newAccount(ACCOUNT);
      key =
          inlet
              .newKey(
                  ACCOUNT,
                  "{\"name\":\"all\",\"permissions\":[\"identify\",\"track\",\"page\",\"group\"]}")
              .at("/key")
              .asText();
      for (int i = 0; i < 5; i++) {
        taken(inlet, CALL.formatted(i, i % 2));
        taken(
            inlet,
            ("{\"messageId\":\"i%d\",\"type\":\"identify\",\"userId\":\"u%d\",\"anonymousId\":"
                    + "\"a%d\",\"traits\":{\"email\":\"u%d@example.com\"}}")
                .formatted(i, i, i, i));
        taken(
            inlet,
            "{\"messageId\":\"g%d\",\"type\":\"group\",\"userId\":\"u%d\",\"groupId\":\"g\"}"
                .formatted(i, i));
      }
      taken(inlet, "{\"messageId\":\"p\",\"type\":\"page\",\"userId\":\"u1\",\"name\":\"Home\"}");
      taken(inlet, CALL.formatted(0, 0)); // a repeat, which is told of
      assertEquals(200, inlet.admin("DELETE", contact("u4")).status());
      awaitProcessed(inlet);
      show(inlet, SHOWN);
      JsonNode feed = feed(inlet, "");
      feedEnd = feed.get("changes").size();
      feedNext = feed.get("next").asText();
    }
    assertTrue(feedEnd > 10, () -> "changes: " + feedEnd);
    new JournalContents(original).append(notProcessed());
    onH2(
        original,
        "INSERT INTO old_message (high, low) SELECT x, -x FROM SYSTEM_RANGE(1, %d)"
            .formatted(OLD_MESSAGES));
  }

  private static String contact(String id) {
    return "/api/accounts/%s/contacts/%s".formatted(ACCOUNT, id);
  }

  private static void taken(RunningInlet inlet, String call) {
    Answer answer = inlet.deliver(key, call);
    assertEquals(2, answer.status() / 100, answer::toString);
  }

  /** As when a server was killed once it had answered 202. */
  private static JournalEntry notProcessed() {
    return new JournalEntry(
        ACCOUNT,
        "k",
        Sender.DESTINATION,
        CallType.TRACK,
        "late",
        Instant.parse("2026-03-01T12:00:00.123456Z"),
        null,
        "{\"messageId\":\"late\",\"type\":\"track\",\"userId\":\"late\",\"event\":\"Late\"}"
            .getBytes(UTF_8),
        Set.of(Warning.CLOCK_AHEAD));
  }

  private static void awaitProcessed(RunningInlet inlet) {
    inlet.await("/prometheus", answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
  }

  private static void show(RunningInlet inlet, Map<String, List<JsonNode>> into) {
    for (String list : List.of("contacts", "companies", "events", "pages", "keys")) {
      into.put(list, inlet.all(ACCOUNT, list));
    }
  }

  private static JsonNode feed(RunningInlet inlet, String after) {
    Answer answer = inlet.admin("GET", "/api/changes?limit=200&wait=0" + after);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private static Connection h2(Path data) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:checked:%s/inlet;IFEXISTS=TRUE".formatted(data), "sa", "");
  }

  private static void onH2(Path data, String... statements) throws SQLException {
    try (Connection connection = h2(data);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The data of the first server, for this test alone. */
  private Path data() throws IOException {
    Path data = folder.resolve("data");
    FolderCopy.make(original, data);
    return data;
  }

  private String url() {
    return "jdbc:postgresql://localhost:%d/%s".formatted(EmbeddedPostgresql.port(), database);
  }

  private Map<String, Object> place() {
    return EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
  }

  private Map<String, String> variables(Path data) {
    var variables = new HashMap<String, String>();
    variables.put("INLET_DATA_DIR", data.toString());
    variables.put("DATASOURCES_DEFAULT_USERNAME", "nobody");
    variables.put("DATASOURCES_DEFAULT_PASSWORD", "postgres");
    return variables;
  }

  private Shell.Ended copy(Path data, String... more) {
    var words = new ArrayList<>(List.of("copy", "--to", url(), "--username", "postgres"));
    words.addAll(List.of(more));
    return new Shell(variables(data)).run(words.toArray(String[]::new));
  }

  private void isRefused(Path data, String... parts) {
    Shell.Ended ended = copy(data);
    assertEquals(1, ended.code(), ended::toString);
    assertEquals(List.of(), ended.out());
    for (String part : parts) {
      assertTrue(ended.err().getLast().contains(part), ended::toString);
    }
    assertFalse(ended.err().getLast().contains("unexpected"), ended::toString);
  }

  private void noServerStarts() {
    RuntimeException start =
        assertThrows(RuntimeException.class, () -> RunningInlet.in(folder).with(place()).start());
    String causes =
        Stream.<Throwable>iterate(start, one -> one != null, Throwable::getCause)
            .map(String::valueOf)
            .collect(Collectors.joining("; "));
    assertTrue(causes.contains("is not copied to the end"), causes);
  }

  private void isFoundHalf() {
    var variables = variables(folder);
    variables.put("DATASOURCES_DEFAULT_URL", url());
    variables.put("DATASOURCES_DEFAULT_USERNAME", "postgres");
    Shell.Ended check = new Shell(variables).run("check");
    assertEquals(1, check.code());
    assertTrue(check.text().contains("is not copied to the end"), check::toString);
  }

  /** A table that was forgotten, or cannot be carried over, fails this. */
  @Test
  void everyRowOfEveryTableIsCopied() throws Exception {
    Path data = data();
    fillEveryTable(data);

    Shell.Ended ended = copy(data, "--json");

    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.err().getFirst().matches("account 1 of 1"), ended::toString);
    JsonNode said = new JsonMapper().readTree(ended.text());
    Map<String, Long> rows = new TreeMap<>();
    said.get("tables").forEach(one -> rows.put(one.get("name").asText(), one.get("rows").asLong()));
    try (Connection from = h2(data);
        Connection to = EmbeddedPostgresql.connect(database)) {
      for (String table : tables(to)) {
        boolean isFilled = rows.getOrDefault(table, 0L) > 0;
        assertTrue(isFilled || NEVER_COPIED.contains(table), () -> table + " in " + rows);
      }
      for (String table : tables(from)) {
        if (table.equals("seen_message")) {
          assertEquals(16L, rows.get(table)); // Without the repeat, and what is not processed yet.
        } else if (!NEVER_COPIED.contains(table)) {
          assertEquals(rows(from, table), rows(to, table), table);
        }
      }
      assertEquals(
          List.of("17 acme repeated", "18 acme clock_ahead"),
          texts(
              to,
              "SELECT seq || ' ' || account_id || ' ' || warnings FROM call_warning ORDER BY seq"));
      numbersGoOn(from, to);
    }
    isRefused(data, "holds a whole copy already");
  }

  private static void numbersGoOn(Connection from, Connection to) throws SQLException {
    List<String> numbered =
        texts(
            from,
            "SELECT LOWER(table_name) || ' ' || LOWER(column_name) || ' ' || identity_base"
                + " FROM information_schema.columns WHERE is_identity = 'YES'");
    assertFalse(numbered.isEmpty());
    for (String one : numbered) {
      String[] parts = one.split(" ");
      assertTrue(
          Long.parseLong(
                  texts(
                          to,
                          "SELECT nextval(pg_get_serial_sequence('%s', '%s'))"
                              .formatted(parts[0], parts[1]))
                      .getFirst())
              >= Long.parseLong(parts[2]),
          one);
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    var texts = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return texts(
            connection,
            "SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_schema) ="
                + " 'public' AND table_type = 'BASE TABLE' ORDER BY 1")
        .stream()
        .filter(name -> !name.startsWith("migration_of_") && !name.startsWith("inlet_copy"))
        .filter(name -> !Everything.isPieceOfJournal(name))
        .toList();
  }

  private static Set<String> rows(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      var found = new TreeSet<String>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        var row = new TreeMap<String, String>();
        for (int i = 1; i <= columns; i++) {
          boolean isTime =
              rows.getMetaData()
                  .getColumnTypeName(i)
                  .toLowerCase(Locale.ROOT)
                  .startsWith("timestamp");
          Object value = isTime ? rows.getObject(i, OffsetDateTime.class) : rows.getObject(i);
          row.put(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), text(value));
        }
        found.add(row.toString());
      }
      return found;
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "null";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case OffsetDateTime time -> time.toInstant().toString();
      case BigDecimal number -> number.stripTrailingZeros().toString();
      default -> value.toString();
    };
  }

  /** Puts a row, with a value in each column, into each table that has none. */
  private static void fillEveryTable(Path data) throws SQLException {
    try (Connection connection = h2(data);
        Statement statement = connection.createStatement()) {
      for (String table : tables(connection)) {
        if (texts(connection, "SELECT 1 FROM " + table + " LIMIT 1").isEmpty()) {
          Map<String, String> columns = new TreeMap<>();
          for (String column :
              texts(
                  connection,
                  "SELECT column_name || ':' || data_type FROM information_schema.columns"
                      + " WHERE is_identity = 'NO' AND LOWER(table_name) = '%s'"
                          .formatted(table))) {
            String[] parts = column.split(":");
            columns.put(parts[0], value(table, parts[0], parts[1]));
          }
          statement.execute(
              "INSERT INTO %s (%s) VALUES (%s)"
                  .formatted(
                      table,
                      String.join(", ", columns.keySet()),
                      String.join(", ", columns.values())));
        }
      }
    }
  }

  private static String value(String table, String column, String type) {
    if (column.equals("SUBSCRIPTION_ID")) {
      return "(SELECT MAX(id) FROM subscription)";
    }
    if (table.equals("linked_fields") && column.equals("ID")) {
      return "(SELECT MAX(id) FROM person)";
    }
    return switch (type) {
      case "CHARACTER VARYING" -> "'7'";
      case "BOOLEAN" -> "TRUE";
      case "BINARY VARYING" -> "X'00FF07'";
      case "TIMESTAMP WITH TIME ZONE" ->
          "TIMESTAMP WITH TIME ZONE '2026-03-01 12:00:00.123456+02:00'";
      default -> "7";
    };
  }

  @Test
  void copyThatIsKilledGoesOnAndNothingIsLostOrDoubled() throws Exception {
    Path data = data();
    try (Connection other = EmbeddedPostgresql.connect(database)) {
      Process child = child(data);
      Eventually.become(
          "tables are made",
          CHILD_STARTS,
          () -> !ask("SELECT 1 FROM pg_tables WHERE tablename = 'old_message'").isEmpty());
      child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      awaitEndOfSessions();
      isFoundHalf();

      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute(
            "INSERT INTO old_message (high, low) VALUES (%d, %d)".formatted(MISSING, -MISSING));
      }
      killWhenItWaits(data);
      other.rollback();
      awaitEndOfSessions();
      long copied =
          Long.parseLong(
              ask("SELECT copied FROM inlet_copy_table WHERE name = 'old_message'").getFirst());
      assertTrue(copied > 0 && copied < MISSING, () -> copied + " of " + OLD_MESSAGES);
      noServerStarts();

      try (Statement statement = other.createStatement()) {
        statement.execute("SELECT source FROM inlet_copy FOR UPDATE");
      }
      killWhenItWaits(data);
      other.rollback();
      awaitEndOfSessions();
      isFoundHalf();
      for (String line : Files.readAllLines(folder.resolve("copy.log"))) {
        assertTrue(line.matches("(compared )?[a-z_]+ [\\d,]+( of [\\d,]+)?"), line);
      }
    }

    Shell.Ended ended = copy(data);

    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.text().contains("the same in number and digest"), ended::toString);
    holdsAll();
  }

  private List<String> ask(String query) {
    try (Connection connection = EmbeddedPostgresql.connect(database)) {
      return texts(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void killWhenItWaits(Path data) throws Exception {
    Process child = child(data);
    Eventually.become(
        "it waits for a lock",
        CHILD_STARTS,
        () -> {
          assertTrue(child.isAlive(), this::copyLog);
          return !ask(SESSIONS + " AND wait_event_type = 'Lock'").isEmpty();
        });
    child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  /** Until PostgreSQL has noticed that a copy was killed, another would be refused. */
  private void awaitEndOfSessions() {
    Eventually.become("its sessions are over", () -> ask(SESSIONS).isEmpty());
  }

  private String copyLog() {
    try {
      return Files.readString(folder.resolve("copy.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process child(Path data) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(BuiltJar.program());
    command.addAll(List.of("copy", "--to", url(), "--username", "postgres"));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(variables(data));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("copy.log").toFile())
        .start();
  }

  private void holdsAll() {
    try (RunningInlet inlet =
        RunningInlet.in(folder).with(place()).with("inlet.answer-budget", "2s").start()) {
      awaitProcessed(inlet);
      Map<String, List<JsonNode>> there = new TreeMap<>();
      show(inlet, there);
      List<JsonNode> late =
          there.get("events").stream()
              .filter(event -> event.get("messageId").asText().equals("late"))
              .toList();
      assertEquals(1, late.size());
      there.put("events", without(there.get("events"), late.getFirst()));
      SHOWN.forEach((list, shown) -> assertEquals(shown, there.get(list), list));
      assertEquals(404, inlet.admin("GET", contact("u4")).status());

      JsonNode since = feed(inlet, "&after=" + feedNext);
      assertEquals(1, since.get("changes").size(), since::toString);
      assertTrue(since.toString().contains("late"), since::toString);

      taken(inlet, CALL.formatted(3, 1)); // a repeat
      taken(inlet, CALL.formatted(99, 1));
      awaitProcessed(inlet);
      assertEquals(SHOWN.get("events").size() + 2, inlet.all(ACCOUNT, "events").size());
      JsonNode next = feed(inlet, "&after=" + since.get("next").asText());
      assertEquals(1, next.get("changes").size(), next::toString);
    }
  }

  private static List<JsonNode> without(List<JsonNode> all, JsonNode one) {
    return all.stream().filter(each -> !each.equals(one)).toList();
  }

  /** A row that only a fault of ours could have stored. */
  @Test
  void halfACopyIsNotMixedWithOtherData() throws Exception {
    Path data = data();
    onH2(data, "UPDATE page_view SET name = CHAR(0)");
    isRefused(data, "refuses a row of page_view (SQL state 22021)");
    isFoundHalf();
    onH2(
        data,
        "INSERT INTO old_message (high, low) VALUES (0, 0)",
        "UPDATE page_view SET name = 'x'");
    isRefused(data, "holds a part of other data", "name an empty database");

    onH2(data, "DELETE FROM old_message WHERE high = 0", "UPDATE account SET name = 'other'");
    isRefused(data, "account has 1 rows in the files and 1 in", "copy to an empty database");
    isFoundHalf();
  }

  @Test
  void whatCannotBeCopiedIsRefused() throws Exception {
    isRefused(folder.resolve("none"), "nothing to copy", "INLET_DATA_DIR");
    Path data = data();
    onH2(data, "CREATE TABLE later (id BIGINT PRIMARY KEY, words VARCHAR ARRAY)");
    isRefused(data, "later.words is of the type ARRAY, which inlet copy cannot carry over");
    onH2(data, "DROP TABLE later", "CREATE TABLE later (id BIGINT)");
    isRefused(data, "later has no primary key");
    onH2(data, "DROP TABLE later");
    assertEquals(List.of(), ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));

    Shell.Ended ended =
        new Shell(variables(data)).run("copy", "--to", "jdbc:mysql://localhost/inlet");
    assertEquals(1, ended.code());
    assertTrue(ended.err().getLast().contains("--to must name a PostgreSQL"), ended::toString);
    ended = new Shell(variables(data)).run("copy");
    assertEquals(2, ended.code(), ended::toString);
    ended = new Shell(variables(data)).run("copy", "--to", "jdbc:postgresql://localhost:1/inlet");
    assertEquals(1, ended.code());
    assertTrue(ended.err().getLast().contains("nobody answers at"), ended::toString);

    try (Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine (id INTEGER)");
    }
    isRefused(data, "is not empty: name a database that holds no tables yet");
    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      assertEquals(200, inlet.admin("GET", "/api/accounts").status());
      Process child = child(data);
      assertTrue(child.waitFor(2, TimeUnit.MINUTES));
      assertEquals(1, child.exitValue());
      List<String> said = Files.readAllLines(folder.resolve("copy.log"));
      assertEquals(1, said.size(), said::toString);
      assertTrue(
          said.getFirst().contains("is in use by process " + ProcessHandle.current().pid()),
          said::toString);
    }
    new JournalContents(data).delete();
    isRefused(data, "from one backup");
    Path earlierJournal = Files.createFile(data.resolve("inlet-journal.mv.db"));
    isRefused(data, "was last used by another version");
    Files.delete(earlierJournal);
    onH2(
        data,
        "DELETE FROM \"migration_of_contacts\" WHERE \"installed_rank\" ="
            + " (SELECT MAX(\"installed_rank\") FROM \"migration_of_contacts\")");
    isRefused(data, "was last used by another version", "start this one on it and stop it");
    Files.createDirectory(data.resolve("inlet-restoring"));
    isRefused(data, "is not restored to the end");
  }
}
