package dev.inlet.storage.jdbc.erase;

import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.activity.ActivityIndex;
import dev.inlet.storage.jdbc.activity.ActivityTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Removes what erased people did, in pieces that hold nobody up. */
final class ErasedActivity {
  /** H2 takes some tenths of a second for as many, PostgreSQL a tenth of that. */
  static final int ROWS = 2_000;

  private static final long MOST_BYTES = 2 * HeavyRows.MOST_BYTES;

  /** How many people are asked about at a time. */
  static final int PEOPLE = 50;

  private final Connection connection;
  private final String accountId;

  ErasedActivity(Connection connection, String accountId) {
    this.connection = connection;
    this.accountId = accountId;
  }

  /**
   * What a piece came to.
   *
   * @param isAll whether nothing of these people is left
   */
  record Piece(long removed, boolean isAll) {}

  /**
   * Removes the next piece.
   *
   * @param people {@value #PEOPLE} at most
   * @param before only from below this place in the journal
   */
  Piece remove(ActivityTable<?> table, Collection<Person> people, long before) throws SQLException {
    List<Long> found =
        new ActivityIndex(connection, table.name(), accountId).newest(people, null, before, ROWS);
    List<Long> piece =
        HeavyRows.fitting(found, MOST_BYTES, places -> table.weights(connection, places));
    long removed =
        piece.isEmpty()
            ? 0
            : Database.update(
                connection, "DELETE FROM " + table.name() + " WHERE seq = ANY(?)", piece);
    return new Piece(removed, found.size() < ROWS && piece.size() == found.size());
  }
}
