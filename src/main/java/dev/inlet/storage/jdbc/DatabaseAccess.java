package dev.inlet.storage.jdbc;

import dev.inlet.storage.postgresql.OwnSessions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and who comes in.
 *
 * @param username null for what the driver takes
 * @param password null for none
 */
public record DatabaseAccess(
    DatabaseUrl url, @Nullable String username, @Nullable String password) {
  private static final String H2_USER = "sa";

  /**
   * What the operator configured; of H2 what they have not is what Inlet makes files with.
   *
   * @throws IllegalArgumentException when it is no database that Inlet can keep its promises on
   */
  public static DatabaseAccess of(
      @Nullable String url, @Nullable String username, @Nullable String password, Path dataDir) {
    DatabaseUrl place = url == null ? DatabaseUrl.inFiles(dataDir) : DatabaseUrl.of(url);
    boolean needsBoth = place.isShared();
    return new DatabaseAccess(
        place,
        username == null && !needsBoth ? H2_USER : username,
        password == null && !needsBoth ? "" : password);
  }

  /** For a driver, beside what else it is told. */
  public Properties with(Map<String, String> driverProperties) {
    var properties = new Properties();
    properties.putAll(driverProperties);
    if (username != null) {
      properties.put("user", username);
    }
    if (password != null) {
      properties.put("password", password);
    }
    return properties;
  }

  /**
   * Refuses what stands between Inlet and PostgreSQL and keeps no sessions.
   *
   * @throws IllegalStateException saying what to change
   */
  public void checkSessions() throws SQLException {
    if (url.isShared()) {
      OwnSessions.check(
          ConnectionOptions.bounded(url.contacts(), ConnectionOptions.IDLE),
          with(url.driverProperties()));
    }
  }

  /** Never the password: records are printed into logs by accident. */
  @Override
  public String toString() {
    return url.toString();
  }
}
