package dev.inlet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;

/**
 * Puts rows into a database by the thousand, faster than calls could make them. Nobody counts in
 * the journal below {@value #JOURNALED}: there is room for events.
 */
public final class ManyRows {
  /** Where the journal goes on. */
  public static final long JOURNALED = 100_000_000;

  private static final int AT_ONCE = 5_000;

  private final Everything everything;
  private final boolean isH2;

  /**
   * @param place the properties of an Inlet that has made its tables there
   */
  public ManyRows(Map<String, Object> place) {
    this.everything = new Everything(place);
    this.isH2 = !place.containsKey("datasources.default.url");
  }

  /** Has the journal go on far above all rows that are put in. Inlet must not run. */
  public ManyRows makeRoom() throws SQLException, IOException {
    everything.endJournalAt(JOURNALED);
    everything.execute("UPDATE progress SET mark = " + JOURNALED);
    return this;
  }

  /**
   * Puts in events, or page views, of an account.
   *
   * @param person an expression over {@code x}, which counts from 0
   * @param places an expression over {@code x}, the place in the journal
   * @param properties an expression over {@code x}
   */
  public ManyRows activities(
      String table, String account, String person, String places, int count, String properties)
      throws SQLException {
    boolean isEvent = table.equals("event");
    return insert(
        ("INSERT INTO %s (seq, account_id, person, user_id, message_id, happened_at, stored_at, %s,"
                + " properties) SELECT %s, '%s', %s, 'someone', CONCAT('m', x),"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '%s', %s FROM ")
            .formatted(
                table,
                isEvent ? "name" : "kind",
                places,
                account,
                person,
                isEvent ? "e" : "page",
                properties),
        count);
  }

  /**
   * Puts in people of an account who were identified.
   *
   * @param first the number of the first row
   * @param person an expression over {@code x}, which counts from 0
   * @param traits an expression over {@code x}: registers as text
   */
  public ManyRows people(String account, long first, int count, String person, String traits)
      throws SQLException {
    insert(
        "INSERT INTO person (id, account_id, person) SELECT x + %d, '%s', %s FROM "
            .formatted(first, account, person),
        count);
    return insert(
        ("INSERT INTO person_state (id, traits, fields, first_identified, last_identified)"
                + " SELECT x + %d, %s, '[]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM ")
            .formatted(first, traits),
        count);
  }

  /** Has people be listed as contacts. */
  public ManyRows contacts(String account, long first, int count) throws SQLException {
    everything.execute(
        ("INSERT INTO contact (id, account_id, search) SELECT id, account_id, person FROM person"
                + " WHERE account_id = '%s' AND id BETWEEN %d AND %d")
            .formatted(account, first, first + count - 1));
    return this;
  }

  /** Links people to a user. */
  public ManyRows links(long owner, long first, int count) throws SQLException {
    return insert(
        ("INSERT INTO person_link (id, owner_id, stamp_time, stamp_id)"
                + " SELECT x + %d, %d, CURRENT_TIMESTAMP, 'm' FROM ")
            .formatted(first, owner),
        count);
  }

  /**
   * Puts in a company, and people who belong to it.
   *
   * @param person an expression over {@code x}, which counts from 0
   */
  public ManyRows members(String account, String group, int count, String person)
      throws SQLException {
    everything.execute(
        ("INSERT INTO company (account_id, group_id, traits, fields, first_seen, last_seen)"
                + " VALUES ('%s', '%s', '[]', '[]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
            .formatted(account, group));
    return insert(
        "INSERT INTO membership (account_id, person, group_id) SELECT '%s', %s, '%s' FROM "
            .formatted(account, person, group),
        count);
  }

  /** Has the database learn how its rows are spread, which changes the ways it takes. */
  public ManyRows analyzed() throws SQLException {
    everything.execute("ANALYZE");
    return this;
  }

  /** Registers with one trait of so many characters, as an expression. */
  public static String trait(String name, int characters) {
    return "CONCAT('[\"%s\",\"', REPEAT('x', %d), '\",1772366400000000,\"m\"]')"
        .formatted(name, characters);
  }

  /** In pieces: a large transaction costs H2 much more. */
  private ManyRows insert(String sql, int count) throws SQLException {
    var statements = new ArrayList<String>();
    for (int from = 0; from < count; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, count) - 1;
      statements.add(
          sql
              + (isH2 ? "SYSTEM_RANGE(%d, %d) s (x)" : "GENERATE_SERIES(%d, %d) s (x)")
                  .formatted(from, to));
    }
    everything.execute(statements.toArray(String[]::new));
    return this;
  }
}
