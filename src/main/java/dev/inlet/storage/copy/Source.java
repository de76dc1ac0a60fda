package dev.inlet.storage.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.codec.Sha256;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.copy.Column.Kind;
import dev.inlet.storage.file.JournalSurvey;
import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.jdbc.AccessProblem;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.migrate.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * H2's file and the journal's beside it, as PostgreSQL's tables. As long as it is open, no server
 * can start on them. Which tables there are H2 tells, so that none is forgotten.
 */
final class Source implements AutoCloseable {
  private static final String HERE = " WHERE table_schema = CURRENT_SCHEMA";
  private static final int WRONG_LOGIN = 28000;

  private final DatabaseAccess access;
  private final Connection lookups;
  private final Connection rows;
  private final JournalSurvey journal;

  /**
   * A column that numbers the rows of a table.
   *
   * @param next what comes next
   */
  record Numbering(String table, String column, long next) {}

  private Source(DatabaseAccess access, Connection lookups) throws SQLException {
    this.access = access;
    this.lookups = lookups;
    try {
      this.journal = JournalSurvey.of(access.url().journalFolder());
      this.rows = connect(access);
      try (Statement set = rows.createStatement()) {
        set.execute("SET LAZY_QUERY_EXECUTION TRUE"); // It would gather all rows otherwise.
      }
    } catch (SQLException | RuntimeException e) {
      try (lookups) {
        throw e; // H2 closes its file with its last connection.
      }
    }
  }

  /**
   * Opens what is there.
   *
   * @param accesses the file's, with what may open it, to be tried in this order
   * @throws OperationRefused when there is nothing, a server has it, or another version made it
   * @throws IllegalStateException when it is damaged
   */
  static Source open(List<DatabaseAccess> accesses) throws SQLException {
    DatabaseAccess first = accesses.getFirst();
    Path file = first.url().h2File();
    if (!Files.exists(file)) {
      throw OperationRefused.missing(
          file
              + " is not there, so there is nothing to copy: set INLET_DATA_DIR as the server has"
              + " it");
    }
    new DataFolder(first.url().h2Folder()).refuseUnlessRestored();
    for (DatabaseAccess access : accesses) {
      try {
        return opened(access);
      } catch (SQLException e) {
        if (e.getErrorCode() != WRONG_LOGIN || access.equals(accesses.getLast())) {
          throw OperationRefused.taken(AccessProblem.of(e, first));
        }
      }
    }
    throw new IllegalStateException("nothing opens " + file);
  }

  private static Source opened(DatabaseAccess access) throws SQLException {
    var source = new Source(access, connect(access));
    try {
      source.refuseOtherVersions();
      source.refuseGap();
      return source;
    } catch (SQLException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static Connection connect(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(
        access.url().contacts() + ";IFEXISTS=TRUE", access.with(access.url().driverProperties()));
  }

  private void refuseOtherVersions() {
    Path earlierJournal = access.url().earlierJournal();
    if (!access.migrations("contacts").areRun() || Files.exists(earlierJournal)) {
      throw OperationRefused.taken(
          access.url().h2Folder()
              + " was last used by another version: start this one on it and stop it, then copy");
    }
  }

  private void refuseGap() throws SQLException {
    long mark = mark();
    if (mark > journal.last() || mark < journal.last() && journal.first() > mark + 1) {
      throw OperationRefused.taken(
          "calls up to %d are processed, but %s has those from %d to %d: restore it and the"
                  .formatted(mark, access.url().journalFolder(), journal.first(), journal.last())
              + " database from one backup");
    }
  }

  private long mark() throws SQLException {
    return Database.find(lookups, "SELECT mark FROM progress", row -> row.getLong(1)).orElseThrow();
  }

  /** The folder of all of it. */
  Path folder() {
    return access.url().h2Folder();
  }

  /** What identifies these data as they are now; another when a server has worked on them. */
  String fingerprint() throws SQLException {
    var parts = new ArrayList<String>();
    parts.add("%d %s".formatted(mark(), journal));
    parts.addAll(
        Database.list(
            lookups,
            "SELECT \"version\", \"installed_on\" FROM \"migration_of_contacts\""
                + " ORDER BY \"installed_rank\"",
            row -> row.getString(1) + " " + row.getString(2)));
    for (PlainTable table : plainTables()) {
      parts.add(table.name() + " " + table.count().orElseThrow());
    }
    return Sha256.hex(String.join("\n", parts).getBytes(UTF_8));
  }

  /** All tables of PostgreSQL's, those that others refer to first. */
  List<SourceTable> tables() throws SQLException {
    var tables = new ArrayList<SourceTable>();
    for (PlainTable table : parentsFirst(plainTables())) {
      if (table.name().equals(SeenMessageTable.NAME)) {
        tables.add(new SeenMessageTable(table));
      } else if (!table.name().equals(WarningTable.REMARKS)) {
        tables.add(table);
      }
    }
    Path calls = access.url().journalFolder();
    tables.add(new JournalTable(calls, journal));
    tables.add(new JournalHead(journal.last()));
    tables.add(new WarningTable(calls, lookups));
    return tables;
  }

  private List<PlainTable> plainTables() throws SQLException {
    var tables = new ArrayList<PlainTable>();
    for (String name :
        Database.list(
            lookups,
            "SELECT LOWER(table_name) FROM information_schema.tables"
                + HERE
                + " AND table_type = 'BASE TABLE' ORDER BY table_name",
            row -> row.getString(1))) {
      if (!Migrations.isHistory(name)) {
        tables.add(plainTable(name));
      }
    }
    return tables;
  }

  private PlainTable plainTable(String name) throws SQLException {
    List<Column> columns =
        Database.list(
            lookups,
            "SELECT LOWER(column_name), data_type FROM information_schema.columns"
                + HERE
                + " AND LOWER(table_name) = ? ORDER BY ordinal_position",
            row -> new Column(row.getString(1), Kind.of(name, row.getString(1), row.getString(2))),
            name);
    List<String> keys =
        Database.list(
            lookups,
            "SELECT LOWER(k.column_name) FROM information_schema.table_constraints c"
                + " JOIN information_schema.key_column_usage k"
                + " ON k.constraint_schema = c.constraint_schema"
                + " AND k.constraint_name = c.constraint_name"
                + " WHERE c.table_schema = CURRENT_SCHEMA AND c.constraint_type = 'PRIMARY KEY'"
                + " AND LOWER(c.table_name) = ? ORDER BY k.ordinal_position",
            row -> row.getString(1),
            name);
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          name + " has no primary key, so that inlet copy cannot go on with it");
    }
    return new PlainTable(rows, name, columns, keys);
  }

  private record Reference(String child, String parent) {}

  private List<PlainTable> parentsFirst(List<PlainTable> tables) throws SQLException {
    List<Reference> references =
        Database.list(
            lookups,
            "SELECT LOWER(c.table_name), LOWER(p.table_name)"
                + " FROM information_schema.referential_constraints r"
                + " JOIN information_schema.table_constraints c"
                + " ON c.constraint_schema = r.constraint_schema"
                + " AND c.constraint_name = r.constraint_name"
                + " JOIN information_schema.table_constraints p"
                + " ON p.constraint_schema = r.unique_constraint_schema"
                + " AND p.constraint_name = r.unique_constraint_name"
                + " WHERE c.table_schema = CURRENT_SCHEMA",
            row -> new Reference(row.getString(1), row.getString(2)));
    Map<String, PlainTable> left = new LinkedHashMap<>();
    tables.forEach(table -> left.put(table.name(), table));
    var ordered = new ArrayList<PlainTable>();
    while (!left.isEmpty()) {
      PlainTable next =
          left.values().stream()
              .filter(table -> !refersToOneOf(table.name(), left, references))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("tables refer to each other in a ring"));
      ordered.add(next);
      left.remove(next.name());
    }
    return ordered;
  }

  private static boolean refersToOneOf(
      String table, Map<String, PlainTable> left, List<Reference> references) {
    return references.stream()
        .anyMatch(
            one ->
                one.child().equals(table)
                    && !one.parent().equals(table)
                    && left.containsKey(one.parent()));
  }

  /** The columns that number rows. */
  List<Numbering> numberings() throws SQLException {
    return Database.list(
        lookups,
        "SELECT LOWER(table_name), LOWER(column_name), identity_base"
            + " FROM information_schema.columns"
            + HERE
            + " AND is_identity = 'YES'",
        row -> new Numbering(row.getString(1), row.getString(2), row.getLong(3)));
  }

  @Override
  public void close() {
    for (Connection connection : List.of(rows, lookups)) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It was only read.
      }
    }
  }
}
