package dev.inlet.storage.jdbc.overview;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;

import dev.inlet.overview.AnswerFigure;
import dev.inlet.overview.FigureStore;
import dev.inlet.overview.Histogram;
import dev.inlet.overview.LoadFigure;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.Database.RowReader;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures as rows. */
@Singleton
final class JdbcFigureStore implements FigureStore {
  /** Of a longer stretch more accounts are kept, since each minute of it had its own busiest. */
  private static final int MOST_OF_MANY = 2 * MOST_ACCOUNTS;

  /** What stands for all starts of all instances. */
  private static final String EVERYONE = "";

  private static final int MINUTE = 1;

  /** How long stretches are, in minutes. */
  private static final List<Integer> LENGTHS = List.of(MINUTE, 60, 24 * 60);

  private final Database database;

  JdbcFigureStore(Database database) {
    this.database = database;
  }

  @Override
  public void write(String run, Instant minute, List<AnswerFigure> answers, LoadFigure load) {
    database.write(
        connection -> {
          if (!isWritten(connection, run, minute)) {
            insert(connection, MINUTE, run, minute, existing(connection, answers), MOST_ACCOUNTS);
            insert(connection, MINUTE, run, load);
          }
          return null;
        });
  }

  /** So that what was committed unheard is not written again. */
  private static boolean isWritten(Connection connection, String run, Instant minute)
      throws SQLException {
    return Database.find(
            connection,
            "SELECT waiting FROM load_figure WHERE minutes = ? AND begins_at = ? AND run = ?",
            row -> row.getLong(1),
            MINUTE,
            minute,
            run)
        .isPresent();
  }

  /** Nothing is kept of an account that was erased meanwhile. */
  private static List<AnswerFigure> existing(Connection connection, List<AnswerFigure> answers)
      throws SQLException {
    Set<String> named =
        answers.stream().map(AnswerFigure::accountId).filter(id -> !isAll(id)).collect(toSet());
    if (named.isEmpty()) {
      return answers;
    }
    var existing =
        Set.copyOf(
            Database.list(
                connection,
                "SELECT id FROM account WHERE id = ANY(?)",
                row -> row.getString(1),
                named));
    return answers.stream()
        .filter(figure -> isAll(figure.accountId()) || existing.contains(figure.accountId()))
        .toList();
  }

  private static boolean isAll(String accountId) {
    return accountId.equals(AnswerFigure.ALL);
  }

  private static void insert(
      Connection connection,
      int minutes,
      String run,
      Instant begin,
      List<AnswerFigure> answers,
      int mostAccounts)
      throws SQLException {
    Set<String> kept = busiest(answers, mostAccounts);
    var batch =
        new Batch(
            connection,
            "INSERT INTO answer_figure"
                + " (account_id, minutes, begins_at, status, run, answers, times)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (AnswerFigure figure : answers) {
      if (isAll(figure.accountId()) || kept.contains(figure.accountId())) {
        batch.add(
            figure.accountId(),
            minutes,
            begin,
            figure.status(),
            run,
            figure.times().count(),
            figure.times().toBytes());
      }
    }
    batch.execute();
  }

  private static Set<String> busiest(List<AnswerFigure> answers, int most) {
    Map<String, Long> counts =
        answers.stream()
            .filter(figure -> !isAll(figure.accountId()))
            .collect(
                groupingBy(AnswerFigure::accountId, summingLong(figure -> figure.times().count())));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static void insert(Connection connection, int minutes, String run, LoadFigure load)
      throws SQLException {
    Database.update(
        connection,
        "INSERT INTO load_figure (minutes, begins_at, run, repeated, waiting)"
            + " VALUES (?, ?, ?, ?, ?)",
        minutes,
        load.begin(),
        run,
        load.repeated(),
        load.waiting());
  }

  @Override
  public List<AnswerFigure> answers(String accountId, Instant from, Instant until) {
    return ofEachLength(
        "SELECT * FROM answer_figure"
            + " WHERE minutes = ? AND begins_at >= ? AND begins_at < ? AND account_id = ?",
        JdbcFigureStore::answer,
        from,
        until,
        accountId);
  }

  /** The rows of a query, asked once for stretches of each length, which is its first argument. */
  private <T> List<T> ofEachLength(String query, RowReader<T> reader, Object... arguments) {
    return database.read(
        connection -> {
          var rows = new ArrayList<T>();
          for (int minutes : LENGTHS) {
            Object[] all = Stream.concat(Stream.of(minutes), Stream.of(arguments)).toArray();
            rows.addAll(Database.list(connection, query, reader, all));
          }
          return rows;
        });
  }

  private static AnswerFigure answer(ResultSet row) throws SQLException {
    return new AnswerFigure(
        Database.instant(row, "begins_at"),
        row.getString("account_id"),
        row.getInt("status"),
        Histogram.of(row.getBytes("times")));
  }

  @Override
  public List<LoadFigure> loads(Instant from, Instant until) {
    return ofEachLength(
        "SELECT * FROM load_figure WHERE minutes = ? AND begins_at >= ? AND begins_at < ?",
        JdbcFigureStore::load,
        from,
        until);
  }

  private static LoadFigure load(ResultSet row) throws SQLException {
    return new LoadFigure(
        Database.instant(row, "begins_at"), row.getLong("repeated"), row.getLong("waiting"));
  }

  @Override
  public List<AccountCount> accounts(Instant from, Instant until) {
    return ofEachLength(
        "SELECT account_id, status, SUM(answers) AS answers FROM answer_figure"
            + " WHERE minutes = ? AND begins_at >= ? AND begins_at < ?"
            + " AND account_id <> '' GROUP BY account_id, status",
        row ->
            new AccountCount(
                row.getString("account_id"), row.getInt("status"), row.getLong("answers")),
        from,
        until);
  }

  /** The rows are locked, in an order, so that two instances do not count them twice. */
  @Override
  public boolean condense(Duration from, Duration to, Instant before) {
    return database.write(
        connection -> {
          Instant oldest = oldest(connection, from, before);
          if (oldest == null) {
            return false;
          }
          long seconds = to.toSeconds();
          Instant begin =
              Instant.ofEpochSecond(Math.floorDiv(oldest.getEpochSecond(), seconds) * seconds);
          Condensed stretch = new Condensed(from, to, begin);
          condenseAnswers(connection, stretch);
          condenseLoads(connection, stretch);
          return true;
        });
  }

  /** Every minute that was written has a row of its load. */
  private static @Nullable Instant oldest(Connection connection, Duration length, Instant before)
      throws SQLException {
    return Database.find(
            connection,
            "SELECT begins_at FROM load_figure WHERE minutes = ? AND begins_at < ?"
                + " ORDER BY minutes, begins_at LIMIT 1",
            row -> Database.instant(row, "begins_at"),
            (int) length.toMinutes(),
            before)
        .orElse(null);
  }

  /** What is made one: the short ones, and what was made of others of them before. */
  private record Condensed(Duration from, Duration to, Instant begin) {
    static final String ROWS =
        " WHERE minutes IN (?, ?) AND begins_at >= ? AND begins_at < ? AND (minutes = ? OR begins_at = ?)";

    Object[] arguments() {
      return new Object[] {
        (int) from.toMinutes(), minutes(), begin, begin.plus(to), (int) from.toMinutes(), begin
      };
    }

    int minutes() {
      return (int) to.toMinutes();
    }
  }

  private record Kind(String accountId, int status) {}

  private static void condenseAnswers(Connection connection, Condensed stretch)
      throws SQLException {
    List<AnswerFigure> found =
        Database.list(
            connection,
            "SELECT * FROM answer_figure"
                + Condensed.ROWS
                + " ORDER BY account_id, minutes, begins_at, status, run FOR UPDATE",
            JdbcFigureStore::answer,
            stretch.arguments());
    var sums = new LinkedHashMap<Kind, Histogram>();
    for (AnswerFigure figure : found) {
      sums.merge(new Kind(figure.accountId(), figure.status()), figure.times(), Histogram::and);
    }
    Database.update(connection, "DELETE FROM answer_figure" + Condensed.ROWS, stretch.arguments());
    List<AnswerFigure> all =
        sums.entrySet().stream()
            .map(
                sum ->
                    new AnswerFigure(
                        stretch.begin(),
                        sum.getKey().accountId(),
                        sum.getKey().status(),
                        sum.getValue()))
            .toList();
    insert(connection, stretch.minutes(), EVERYONE, stretch.begin(), all, MOST_OF_MANY);
  }

  private static void condenseLoads(Connection connection, Condensed stretch) throws SQLException {
    Collection<LoadFigure> found =
        Database.list(
            connection,
            "SELECT * FROM load_figure"
                + Condensed.ROWS
                + " ORDER BY minutes, begins_at, run FOR UPDATE",
            JdbcFigureStore::load,
            stretch.arguments());
    Database.update(connection, "DELETE FROM load_figure" + Condensed.ROWS, stretch.arguments());
    if (!found.isEmpty()) {
      insert(
          connection,
          stretch.minutes(),
          EVERYONE,
          found.stream().reduce(new LoadFigure(stretch.begin(), 0, 0), LoadFigure::and));
    }
  }

  @Override
  public void purge(Instant before) {
    database.write(
        connection -> {
          for (int minutes : LENGTHS) {
            for (String table : List.of("answer_figure", "load_figure")) {
              Database.update(
                  connection,
                  "DELETE FROM %s WHERE minutes = ? AND begins_at < ?".formatted(table),
                  minutes,
                  before);
            }
          }
          return null;
        });
  }
}
