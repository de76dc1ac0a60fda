package dev.inlet.storage.jdbc.activity;

import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.Pieces;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what people did by the index on account, person and place, so that it costs the same
 * however much they have done, and others beside them.
 *
 * <p>What each person did comes out of a subquery of their own, in the order of that index. A join
 * would let H2, and a PostgreSQL without statistics, read all of the account instead and sort it.
 * Told {@code person = ?}, a PostgreSQL that has seen one person do nearly everything would read
 * the account backwards until it meets the person, who may have done nothing; so it is told a span
 * of the index, which only this index has in order. H2 finds the place in a span by equality alone.
 *
 * @param table event or page_view
 */
public record ActivityIndex(Connection connection, String table, String accountId) {
  private static final String BEFORE_ON_H2 = " AND a.person = k.person AND a.seq < ?";
  private static final String BEFORE_ON_POSTGRESQL =
      " AND a.person >= k.person AND (a.person, a.seq) < (k.person, ?)";

  private record Found(Person person, List<Long> places) {}

  /**
   * The newest places of all these people together, newest first.
   *
   * @param name only of this very name; null for all
   * @param before only places below
   * @param limit how many at most
   */
  public List<Long> newest(Collection<Person> people, @Nullable String name, long before, int limit)
      throws SQLException {
    Collection<Person> asked = people.size() > limit ? latest(people, name, before, limit) : people;
    return newestOfEach(asked, name, before, limit).values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.reverseOrder())
        .limit(limit)
        .toList();
  }

  /** Those who did something last: nobody else can be among the newest so many. */
  private List<Person> latest(
      Collection<Person> people, @Nullable String name, long before, int limit)
      throws SQLException {
    Comparator<Map.Entry<Person, List<Long>>> byPlace =
        Comparator.comparing(entry -> entry.getValue().getFirst());
    return newestOfEach(people, name, before, 1).entrySet().stream()
        .sorted(byPlace.reversed())
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The newest place of each of these people; those who did nothing are left out. */
  public Map<Person, Long> latest(Collection<Person> people) throws SQLException {
    var latest = new HashMap<Person, Long>();
    newestOfEach(people, null, Long.MAX_VALUE, 1)
        .forEach((person, places) -> latest.put(person, places.getFirst()));
    return latest;
  }

  private Map<Person, List<Long>> newestOfEach(
      Collection<Person> people, @Nullable String name, long before, int limit)
      throws SQLException {
    String sql =
        "SELECT k.person, ARRAY(SELECT a.seq FROM "
            + table
            + " a WHERE a.account_id = ?"
            + (isPostgresql(connection) ? BEFORE_ON_POSTGRESQL : BEFORE_ON_H2)
            + (name == null ? "" : " AND a.name = ?")
            + " ORDER BY a.account_id DESC, a.person DESC, a.seq DESC LIMIT ?) AS places"
            + " FROM UNNEST(?) AS k (person)";
    var newest = new HashMap<Person, List<Long>>();
    for (List<Person> piece : Pieces.of(people)) {
      var arguments = new ArrayList<Object>(List.of(accountId, before));
      if (name != null) {
        arguments.add(name);
      }
      arguments.add(limit);
      arguments.add(piece.stream().map(Person::key).toList());
      Database.list(connection, sql, ActivityIndex::found, arguments.toArray()).stream()
          .filter(found -> !found.places().isEmpty())
          .forEach(found -> newest.put(found.person(), found.places()));
    }
    return newest;
  }

  static boolean isPostgresql(Connection connection) throws SQLException {
    return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
  }

  private static Found found(ResultSet row) throws SQLException {
    Object[] places = (Object[]) row.getArray("places").getArray();
    return new Found(
        Person.fromKey(row.getString("person")),
        Arrays.stream(places).map(place -> ((Number) place).longValue()).toList());
  }
}
