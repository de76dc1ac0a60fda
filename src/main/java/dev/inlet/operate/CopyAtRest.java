package dev.inlet.operate;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Copies data in files, which no server has open, into a PostgreSQL. */
public interface CopyAtRest {

  /**
   * Copies all that is stored into a database that holds nothing, or goes on with a copy of the
   * same data that was killed. No server starts on the copy until it is whole: until as many rows
   * with the same digests are there. The files stay as they are.
   *
   * @param url a JDBC URL of PostgreSQL
   * @param username null for the configured one
   * @throws OperationRefused when it cannot be done; what was copied stays, to be gone on with
   */
  Copied copy(String url, @Nullable String username, Consumer<Step> progress);

  /**
   * How far a copy is.
   *
   * @param isComparing whether rows are compared; otherwise they are copied
   * @param rows how many of the table are done
   * @param of how many there are, if that is known
   */
  record Step(boolean isComparing, String table, long rows, OptionalLong of) {}

  /**
   * What is whole.
   *
   * @param place without a password
   * @param from the folder that was copied
   */
  record Copied(String place, String from, List<Rows> tables) {
    /** How many rows that are. */
    public long rows() {
      return tables.stream().mapToLong(Rows::rows).sum();
    }
  }

  /**
   * The rows of a table, the same on both sides.
   *
   * @param digest of all of them, whatever their order, in hexadecimal digits
   */
  record Rows(String table, long rows, String digest) {}
}
