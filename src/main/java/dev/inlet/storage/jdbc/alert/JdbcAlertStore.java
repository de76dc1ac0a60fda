package dev.inlet.storage.jdbc.alert;

import dev.inlet.alert.Alert;
import dev.inlet.alert.AlertKind;
import dev.inlet.alert.AlertStore;
import dev.inlet.alert.Condition;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts as rows, a few at a time: they are read whole. */
@Singleton
final class JdbcAlertStore implements AlertStore {
  private static final int MOST_NEWS = 20;
  private static final int LONGEST_TEXT = 1_000;

  private final Database database;

  JdbcAlertStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Alert> open() {
    return list("WHERE ended_at IS NULL ORDER BY id DESC");
  }

  @Override
  public List<Alert> past() {
    return list("WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT " + MOST_PAST);
  }

  private List<Alert> list(String which) {
    return database.read(
        connection ->
            Database.list(connection, "SELECT * FROM alert " + which, JdbcAlertStore::alert));
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong("id"),
        new Condition(
            AlertKind.valueOf(row.getString("kind")),
            row.getString("subject"),
            row.getString("account_id"),
            row.getString("text")),
        Database.instant(row, "began_at"),
        Database.instant(row, "seen_at"),
        Database.nullableInstant(row, "ended_at"));
  }

  @Override
  public void begin(Condition condition, Instant now) {
    String matter = condition.kind().name() + " " + condition.subject();
    database.write(
        connection -> {
          boolean isThere =
              Database.find(
                      connection,
                      "SELECT id FROM alert WHERE matter = ?",
                      row -> row.getLong(1),
                      matter)
                  .isPresent();
          return isThere
              ? 0
              : Database.update(
                  connection,
                  "INSERT INTO alert (matter, kind, subject, account_id, text, began_at, seen_at,"
                      + " told_begin, told_end) VALUES (?, ?, ?, ?, ?, ?, ?, FALSE, FALSE)",
                  matter,
                  condition.kind().name(),
                  condition.subject(),
                  condition.accountId(),
                  cut(condition.text()),
                  now,
                  now);
        });
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  @Override
  public void see(long id, Condition condition, Instant now) {
    update("UPDATE alert SET text = ?, seen_at = ? WHERE id = ?", cut(condition.text()), now, id);
  }

  @Override
  public void end(long id, Instant now) {
    update(
        "UPDATE alert SET ended_at = ?, matter = NULL WHERE id = ? AND ended_at IS NULL", now, id);
  }

  @Override
  public List<News> untold() {
    return database.read(
        connection ->
            Database.list(
                connection,
                "SELECT * FROM alert WHERE NOT told_begin OR (ended_at IS NOT NULL AND NOT told_end)"
                    + " ORDER BY id LIMIT ?",
                row -> new News(alert(row), row.getBoolean("told_begin")),
                MOST_NEWS));
  }

  @Override
  public void told(News news) {
    update(
        "UPDATE alert SET %s = TRUE WHERE id = ?"
            .formatted(news.isOver() ? "told_end" : "told_begin"),
        news.alert().id());
  }

  @Override
  public void purge(Instant before) {
    update("DELETE FROM alert WHERE ended_at < ?", before);
  }

  private void update(String sql, @Nullable Object... arguments) {
    database.write(connection -> Database.update(connection, sql, arguments));
  }
}
