package dev.inlet.storage.jdbc;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Seen;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.codec.Json;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events and page views as rows, in the order of the journal; one batch of inserts each. Whose
 * contact they belong to is found when they are read, so that linking ids rewrites nothing.
 */
@Singleton
final class JdbcActivityStore implements ActivityStore {
  private static final String COMMON_COLUMNS =
      "account_id, seq, person, user_id, anonymous_id, message_id, happened_at, stored_at";
  private static final String INSERT_EVENT =
      "INSERT INTO event ("
          + COMMON_COLUMNS
          + ", name, revenue, currency, worth, properties)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_PAGE_VIEW =
      "INSERT INTO page_view ("
          + COMMON_COLUMNS
          + ", kind, name, category, path, referrer, search, title, url, keywords, properties)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** Whom an activity belongs to now, when it is not the person it came with. */
  private static final String OWNER =
      " LEFT JOIN person p ON p.account_id = a.account_id AND p.person = a.person"
          + " LEFT JOIN person_link l ON l.id = p.id LEFT JOIN person o ON o.id = l.owner_id";

  /** Page fields that are kept as plain text; keywords stay JSON. */
  private static final List<String> TEXT_FIELDS =
      List.of("path", "referrer", "search", "title", "url");

  private static final String KEYWORDS = "keywords";

  private final Database database;

  JdbcActivityStore(Database database) {
    this.database = database;
  }

  @Override
  public void addEvents(String accountId, List<NewActivity<Event>> events) {
    insert(
        INSERT_EVENT,
        events.stream()
            .map(
                added -> {
                  Event event = added.activity();
                  List<@Nullable Object> row = common(accountId, added, event.common());
                  row.add(event.name());
                  row.add(event.revenue());
                  row.add(event.currency());
                  row.add(event.value());
                  row.add(event.properties());
                  return row;
                })
            .toList());
  }

  @Override
  public void addPageViews(String accountId, List<NewActivity<PageView>> views) {
    insert(
        INSERT_PAGE_VIEW,
        views.stream()
            .map(
                added -> {
                  PageView view = added.activity();
                  List<@Nullable Object> row = common(accountId, added, view.common());
                  row.add(view.kind().name().toLowerCase(Locale.ROOT));
                  row.add(view.name());
                  row.add(view.category());
                  TEXT_FIELDS.forEach(field -> row.add(plain(view.fields().get(field))));
                  row.add(view.fields().get(KEYWORDS));
                  row.add(view.properties());
                  return row;
                })
            .toList());
  }

  private static List<@Nullable Object> common(
      String accountId, NewActivity<?> added, Common common) {
    var row = new ArrayList<@Nullable Object>();
    row.add(accountId);
    row.add(added.seq());
    row.add(Person.of(common.identity()).key());
    row.add(common.identity().userId());
    row.add(common.identity().anonymousId());
    row.add(common.messageId());
    row.add(common.time());
    row.add(added.storedAt());
    return row;
  }

  private static @Nullable String plain(@Nullable String json) {
    if (json == null || Json.isNull(json)) {
      return null;
    }
    String text = Json.text(json);
    return text == null ? json : text;
  }

  private void insert(String sql, List<List<@Nullable Object>> rows) {
    database.write(
        connection -> {
          var insert = new Batch(connection, sql);
          for (List<@Nullable Object> row : rows) {
            insert.add(row.toArray());
          }
          insert.execute();
          return null;
        });
  }

  @Override
  public Listing<Stored<Event>> events(
      String accountId, @Nullable Collection<Person> people, @Nullable String name, Window window) {
    return list("event", JdbcActivityStore::event, accountId, people, name, window);
  }

  @Override
  public Optional<Stored<Event>> event(String accountId, long seq) {
    return find("event", JdbcActivityStore::event, accountId, seq);
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        common(row),
        row.getString("name"),
        row.getBigDecimal("revenue"),
        row.getString("currency"),
        row.getString("worth"),
        row.getString("properties"));
  }

  @Override
  public Listing<Stored<PageView>> pageViews(
      String accountId, @Nullable Collection<Person> people, @Nullable String name, Window window) {
    return list("page_view", JdbcActivityStore::pageView, accountId, people, name, window);
  }

  @Override
  public Optional<Stored<PageView>> pageView(String accountId, long seq) {
    return find("page_view", JdbcActivityStore::pageView, accountId, seq);
  }

  private static PageView pageView(ResultSet row) throws SQLException {
    var fields = new LinkedHashMap<String, String>();
    for (String field : TEXT_FIELDS) {
      String text = row.getString(field);
      if (text != null) {
        fields.put(field, Json.quote(text));
      }
    }
    String keywords = row.getString(KEYWORDS);
    if (keywords != null) {
      fields.put(KEYWORDS, keywords);
    }
    return new PageView(
        common(row),
        PageView.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("name"),
        row.getString("category"),
        fields,
        row.getString("properties"));
  }

  private <T> Listing<Stored<T>> list(
      String table,
      Database.RowReader<T> reader,
      String accountId,
      @Nullable Collection<Person> people,
      @Nullable String name,
      Window window) {
    String sql =
        "SELECT a.*, o.person AS owner FROM "
            + (people == null ? "" : "UNNEST(?) AS k (person) JOIN ")
            + table
            + (people == null ? " a" : " a ON a.person = k.person")
            + OWNER
            + " WHERE a.account_id = ? AND a.seq < ?"
            + (name == null ? "" : " AND a.name = ?")
            + " ORDER BY a.account_id DESC, a.seq DESC LIMIT ?";
    var arguments = new ArrayList<Object>();
    if (people != null) {
      arguments.add(people.stream().map(Person::key).toList());
    }
    arguments.addAll(List.of(accountId, window.before()));
    if (name != null) {
      arguments.add(name);
    }
    arguments.add(window.probe());
    return database.read(
        connection ->
            window.listing(
                Database.list(connection, sql, stored(reader), arguments.toArray()), Stored::seq));
  }

  private <T> Optional<Stored<T>> find(
      String table, Database.RowReader<T> reader, String accountId, long seq) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT a.*, o.person AS owner FROM "
                    + table
                    + " a"
                    + OWNER
                    + " WHERE a.account_id = ? AND a.seq = ?",
                stored(reader),
                accountId,
                seq));
  }

  private static <T> Database.RowReader<Stored<T>> stored(Database.RowReader<T> reader) {
    return row ->
        new Stored<>(
            row.getLong("seq"), instant(row, "stored_at"), contactId(row), reader.read(row));
  }

  private static String contactId(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return Person.fromKey(owner == null ? row.getString("person") : owner).id();
  }

  private static Common common(ResultSet row) throws SQLException {
    return new Common(
        new Identity(row.getString("user_id"), row.getString("anonymous_id")),
        row.getString("message_id"),
        instant(row, "happened_at"));
  }

  @Override
  public Map<Person, Seen> seen(String accountId, Collection<Person> people) {
    var seen = new HashMap<Person, Seen>();
    List<String> keys = people.stream().map(Person::key).toList();
    for (String table : List.of("event", "page_view")) {
      database.read(
          connection ->
              Database.list(
                  connection,
                  "SELECT k.person, MIN(happened_at) AS earliest, MAX(happened_at) AS latest"
                      + " FROM UNNEST(?) AS k (person) JOIN "
                      + table
                      + " a ON a.account_id = ? AND a.person = k.person GROUP BY k.person",
                  row ->
                      seen.merge(
                          Person.fromKey(row.getString("person")),
                          new Seen(instant(row, "earliest"), instant(row, "latest")),
                          Seen::and),
                  keys,
                  accountId));
    }
    return seen;
  }
}
