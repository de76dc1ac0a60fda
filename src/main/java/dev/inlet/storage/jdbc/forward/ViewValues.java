package dev.inlet.storage.jdbc.forward;

import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import dev.inlet.merge.Registers;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.RegistersText;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Functions that H2 calls for the views {@code inlet_contact} and {@code inlet_company}. On
 * PostgreSQL they are written in SQL.
 */
public final class ViewValues {
  private static final String PARTS =
      "SELECT s.%1$s FROM person_state s WHERE s.id = ? UNION ALL SELECT s.%1$s FROM person_link l"
          + " JOIN person_state s ON s.id = l.id WHERE l.owner_id = ?";

  private ViewValues() {}

  /** The reserved traits of a contact as a JSON object, by the number of its person. */
  public static String contactFields(Connection connection, long personId) throws SQLException {
    return merged(connection, "fields", personId);
  }

  /** The traits of a contact as they were sent, likewise. */
  public static String contactTraits(Connection connection, long personId) throws SQLException {
    return merged(connection, "traits", personId);
  }

  private static String merged(Connection connection, String column, long personId)
      throws SQLException {
    var all = new Registers();
    Database.list(
            connection,
            PARTS.formatted(column),
            row -> RegistersText.read(row.getString(1)),
            personId,
            personId)
        .forEach(all::merge);
    return Json.write(all.values());
  }

  /** Registers as a JSON object of the values in force. */
  public static String values(String registers) {
    return Json.write(RegistersText.read(registers).values());
  }

  /** A member of a JSON object: text as such, everything else as JSON; null when there is none. */
  public static @Nullable String member(@Nullable String object, String name) {
    if (object == null || object.isEmpty() || !Json.isObject(object)) {
      return null;
    }
    String value = Json.object(object).members().get(name);
    return value == null ? null : PlainText.of(value);
  }
}
