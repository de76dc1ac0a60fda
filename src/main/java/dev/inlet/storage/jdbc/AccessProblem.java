package dev.inlet.storage.jdbc;

import dev.inlet.storage.h2.LockHolder;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why a database cannot be opened, and what to set. Drivers show URLs with passwords, and rows; so
 * nothing of what they say is passed on but their codes.
 */
public final class AccessProblem {
  /** H2's error codes: another process has the file open; its user or password is another. */
  private static final int IN_USE = 90020;

  private static final int WRONG_LOGIN = 28000;

  /** A chain may even be a ring. */
  private static final int LONGEST_CHAIN = 10;

  private AccessProblem() {}

  /** In one sentence, without any secret. */
  public static String of(SQLException failure, DatabaseAccess access) {
    return access.url().isShared()
        ? ofPostgresql(failure, access)
        : ofH2(failure, access.url().h2File());
  }

  private static String ofH2(SQLException failure, Path file) {
    return switch (failure.getErrorCode()) {
      case IN_USE -> inUse(file);
      case WRONG_LOGIN ->
          file
              + " has another user or password: set DATASOURCES_DEFAULT_USERNAME and"
              + " DATASOURCES_DEFAULT_PASSWORD as at its first start";
      default ->
          ("%s cannot be opened (H2 says %d): check DATASOURCES_DEFAULT_URL or INLET_DATA_DIR, or"
                  + " restore it and the journal from one backup")
              .formatted(file, failure.getErrorCode());
    };
  }

  /** H2's file is another process's. */
  private static String inUse(Path file) {
    OptionalLong holder = LockHolder.of(file);
    return "%s is in use by %s: stop that, or set INLET_DATA_DIR to another folder"
        .formatted(file, holder.isPresent() ? "process " + holder.getAsLong() : "another process");
  }

  private static String ofPostgresql(SQLException failure, DatabaseAccess access) {
    DatabaseUrl url = access.url();
    if (hasUnknownHost(failure)) {
      return "there is no such host as in %s: set DATASOURCES_DEFAULT_URL".formatted(url);
    }
    String state = String.valueOf(failure.getSQLState());
    String user = access.username() == null ? "nobody" : access.username();
    return switch (state) {
      case "08001", "08006" ->
          "nobody answers at %s: start PostgreSQL there, or set DATASOURCES_DEFAULT_URL"
              .formatted(url);
      case "28P01" ->
          "%s refuses the password of %s: set DATASOURCES_DEFAULT_PASSWORD".formatted(url, user);
      case "28000" ->
          "%s does not let %s in: set DATASOURCES_DEFAULT_USERNAME, or allow it there"
              .formatted(url, user);
      case "3D000" -> "%s does not exist: create it, or set DATASOURCES_DEFAULT_URL".formatted(url);
      case "53300" -> url + " has no connection left: raise its max_connections";
      default ->
          "%s cannot be used (SQL state %s): check DATASOURCES_DEFAULT_URL, _USERNAME and _PASSWORD"
              .formatted(url, state);
    };
  }

  private static boolean hasUnknownHost(Throwable failure) {
    @Nullable Throwable one = failure;
    for (int length = 0; one != null && length < LONGEST_CHAIN; length++) {
      if (one instanceof UnknownHostException) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }
}
