package dev.inlet.storage.jdbc.activity;

import dev.inlet.call.Common;
import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds activities that are kept already, by the index on account, person, time and message: one
 * statement for any number of them, and one place of the index for each, even where somebody did a
 * hundred thousand things at one moment.
 *
 * <p>Told {@code message_id = ?}, a PostgreSQL that takes nearly everybody for somebody of one
 * event would as well take the index on person and place, and read all that the person ever did. So
 * it is told a span that only this index has in order, as in {@link ActivityIndex}.
 *
 * @param table event or page_view
 */
record KeptActivities(Connection connection, String table, String accountId) {
  private static final String KEPT =
      "SELECT k.number, (SELECT a.seq FROM %s a WHERE a.account_id = ? AND a.person = k.person"
          + " AND a.happened_at = CAST(k.happened_at AS TIMESTAMP WITH TIME ZONE) AND %s"
          + " ORDER BY a.account_id, a.person, a.happened_at, a.message_id LIMIT 1) AS seq"
          + " FROM UNNEST(?, ?, ?, ?) AS k (number, person, happened_at, message_id)";
  private static final String MESSAGE_ON_H2 = "a.message_id = k.message_id";
  private static final String MESSAGE_ON_POSTGRESQL =
      "a.message_id >= k.message_id AND a.message_id <= k.message_id";

  private record Found(int number, @Nullable Long seq) {
    static Found of(ResultSet row) throws SQLException {
      return new Found(row.getInt("number"), row.getObject("seq", Long.class));
    }
  }

  /** As {@link dev.inlet.activity.ActivityStore#keptEvents}. */
  Map<Common, Long> among(List<Common> activities) throws SQLException {
    var kept = new HashMap<Common, Long>();
    if (activities.isEmpty()) { // an empty array would be one of texts
      return kept;
    }
    String ofMessage =
        ActivityIndex.isPostgresql(connection) ? MESSAGE_ON_POSTGRESQL : MESSAGE_ON_H2;
    Database.list(
            connection,
            KEPT.formatted(table, ofMessage),
            Found::of,
            accountId,
            LongStream.range(0, activities.size()).boxed().toList(),
            activities.stream().map(one -> Person.of(one.identity()).key()).toList(),
            activities.stream().map(one -> one.time().toString()).toList(),
            activities.stream().map(Common::messageId).toList())
        .forEach(
            found -> {
              if (found.seq() != null) {
                kept.put(activities.get(found.number()), found.seq());
              }
            });
    return kept;
  }
}
