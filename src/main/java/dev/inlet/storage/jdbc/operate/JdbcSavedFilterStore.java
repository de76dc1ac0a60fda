package dev.inlet.storage.jdbc.operate;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.operate.saved.SavedFilter;
import dev.inlet.operate.saved.SavedFilterStore;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Saved filters as rows, some fifty of them. */
@Singleton
final class JdbcSavedFilterStore implements SavedFilterStore {
  private final Database database;

  JdbcSavedFilterStore(Database database) {
    this.database = database;
  }

  @Override
  public List<SavedFilter> all() {
    return database.read(
        connection ->
            Database.list(
                connection, "SELECT * FROM saved_filter ORDER BY name", JdbcSavedFilterStore::row));
  }

  @Override
  public Optional<SavedFilter> find(long id) {
    return database.read(connection -> one(connection, "id", id));
  }

  private static Optional<SavedFilter> one(Connection connection, String column, Object value)
      throws SQLException {
    return Database.find(
        connection,
        "SELECT * FROM saved_filter WHERE %s = ?".formatted(column),
        JdbcSavedFilterStore::row,
        value);
  }

  @Override
  public Optional<SavedFilter> add(
      String name, Map<String, String> filter, String createdBy, Instant createdAt) {
    return database.writeThrough(
        connection -> {
          if (one(connection, "name", name).isPresent()) {
            return Optional.empty();
          }
          Database.update(
              connection,
              "INSERT INTO saved_filter (name, fields, created_by, created_at)"
                  + " VALUES (?, ?, ?, ?)",
              name,
              written(filter),
              createdBy,
              createdAt);
          return one(connection, "name", name);
        });
  }

  @Override
  public void remove(long id) {
    database.writeThrough(
        connection -> Database.update(connection, "DELETE FROM saved_filter WHERE id = ?", id));
  }

  private static String written(Map<String, String> filter) {
    var members = new JsonMembers();
    filter.forEach(members::text);
    return members.toString();
  }

  private static SavedFilter row(ResultSet row) throws SQLException {
    var filter = new LinkedHashMap<String, String>();
    Json.object(row.getString("fields"))
        .members()
        .forEach((name, value) -> filter.put(name, Objects.requireNonNull(Json.text(value))));
    return new SavedFilter(
        row.getLong("id"),
        row.getString("name"),
        filter,
        row.getString("created_by"),
        Database.instant(row, "created_at"));
  }
}
