package dev.inlet.storage.jdbc.activity;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Seen;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.codec.Json;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Pieces;
import dev.inlet.storage.jdbc.contact.KnownIds;
import dev.inlet.storage.jdbc.search.NumberedRows;
import dev.inlet.storage.jdbc.search.PatientSearch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of the events, or that of the page views. First the places of a page come out of
 * an index, whatever the table holds; then how heavy their rows are; then so many as fit together.
 *
 * @param name the table's
 * @param heavyColumns those that may hold more than a few bytes
 */
public record ActivityTable<T>(
    String name, List<String> heavyColumns, Database.RowReader<T> reader) {
  /** Page fields that are kept as plain text; keywords stay JSON. */
  static final List<String> TEXT_FIELDS = List.of("path", "referrer", "search", "title", "url");

  static final String KEYWORDS = "keywords";

  public static final ActivityTable<Event> EVENTS =
      new ActivityTable<>("event", List.of("worth", "properties"), ActivityTable::event);

  public static final ActivityTable<PageView> PAGE_VIEWS =
      new ActivityTable<>(
          "page_view",
          List.of(
              "name",
              "category",
              "path",
              "referrer",
              "search",
              "title",
              "url",
              KEYWORDS,
              "properties"),
          ActivityTable::pageView);

  public static final List<ActivityTable<?>> ALL = List.of(EVENTS, PAGE_VIEWS);

  private static final String ROWS =
      "SELECT a.* FROM UNNEST(?) AS k (seq) JOIN %s a ON a.seq = k.seq";

  /** Whom an activity belongs to now, when it is not the person it came with. */
  private static final String SELECT =
      "SELECT a.*, o.person AS owner FROM %s a"
          + " LEFT JOIN person p ON p.account_id = a.account_id AND p.person = a.person"
          + " LEFT JOIN person_link l ON l.id = p.id LEFT JOIN person o ON o.id = l.owner_id";

  /** From the two ends of an index, for each person. */
  private static final String SEEN =
      "SELECT k.person,"
          + " (SELECT a.happened_at FROM %1$s a WHERE a.account_id = ? AND a.person = k.person"
          + " ORDER BY a.account_id, a.person, a.happened_at LIMIT 1) AS earliest,"
          + " (SELECT a.happened_at FROM %1$s a WHERE a.account_id = ? AND a.person = k.person"
          + " ORDER BY a.account_id DESC, a.person DESC, a.happened_at DESC LIMIT 1) AS latest"
          + " FROM UNNEST(?) AS k (person)";

  /** As {@link dev.inlet.activity.ActivityStore#findEvents}. */
  Listing<Stored<T>> list(
      Connection connection, String accountId, ActivityFilter filter, Window window, Ticker ticker)
      throws SQLException {
    var all = new NumberedRows(connection, name, "seq", accountId);
    long above = filter.from() == null ? Long.MIN_VALUE : all.firstSince(filter.from()) - 1;
    long below = filter.to() == null ? Long.MAX_VALUE : all.firstSince(filter.to());
    HeavyRows.Weigher weigher = places -> weights(connection, places);
    Listing<Long> page =
        filter.people() == null
            ? new PatientSearch(all, ticker)
                .page(
                    window,
                    above,
                    below,
                    filter.name() == null ? "" : " AND r.name = ?",
                    filter.name() == null ? List.of() : List.of(filter.name()),
                    weigher)
            : HeavyRows.page(
                window,
                new ActivityIndex(connection, name, accountId)
                        .newest(
                            filter.people(),
                            filter.name(),
                            Math.min(below, window.below()),
                            window.probe())
                        .stream()
                        .filter(seq -> seq > above)
                        .toList(),
                weigher);
    return new Listing<>(rows(connection, accountId, page.items()), page.next());
  }

  /** How much text rows hold, in bytes. */
  public Map<Long, Long> weights(Connection connection, List<Long> places) throws SQLException {
    String bytes =
        heavyColumns.stream()
            .map("COALESCE(OCTET_LENGTH(a.%s), 0)"::formatted)
            .collect(Collectors.joining(" + "));
    return HeavyRows.weights(
        connection,
        "SELECT a.seq, %s FROM UNNEST(?) AS k (seq) JOIN %s a ON a.seq = k.seq"
            .formatted(bytes, name),
        places);
  }

  /**
   * The rows of places that were found in an account. To name the account again would have
   * PostgreSQL look for them in all of its index.
   */
  private List<Stored<T>> rows(Connection connection, String accountId, List<Long> places)
      throws SQLException {
    if (places.isEmpty()) {
      return List.of();
    }
    record Kept<T>(long seq, Instant storedAt, Person person, T activity) {}
    List<Kept<T>> kept =
        Database.list(
            connection,
            ROWS.formatted(name),
            row ->
                new Kept<T>(
                    row.getLong("seq"),
                    instant(row, "stored_at"),
                    Person.fromKey(row.getString("person")),
                    reader.read(row)),
            places);
    Map<Person, Person> owners =
        KnownIds.linked(connection, accountId, kept.stream().map(Kept::person).toList());
    Map<Long, Kept<T>> byPlace = new HashMap<>();
    kept.forEach(one -> byPlace.put(one.seq(), one));
    return places.stream()
        .map(byPlace::get)
        .filter(Objects::nonNull)
        .map(
            one ->
                new Stored<>(
                    one.seq(),
                    one.storedAt(),
                    owners.getOrDefault(one.person(), one.person()).id(),
                    one.activity()))
        .toList();
  }

  /** Those at some places, which are an account's, as many as may be read together. */
  Portion<Long, Stored<T>> some(Connection connection, String accountId, List<Long> seqs)
      throws SQLException {
    List<Long> fitting =
        HeavyRows.fitting(seqs, HeavyRows.MOST_BYTES, places -> weights(connection, places));
    Map<Long, Stored<T>> found = new HashMap<>();
    rows(connection, accountId, fitting).forEach(one -> found.put(one.seq(), one));
    return new Portion<>(fitting.size(), found);
  }

  Optional<Stored<T>> find(Connection connection, String accountId, long seq) throws SQLException {
    return Database.find(
        connection,
        SELECT.formatted(name) + " WHERE a.account_id = ? AND a.seq = ?",
        this::stored,
        accountId,
        seq);
  }

  /** When each of these people was active; those who never were are left out. */
  Map<Person, Seen> seen(Connection connection, String accountId, Collection<Person> people)
      throws SQLException {
    record Ends(Person person, @Nullable Instant earliest, @Nullable Instant latest) {}
    var seen = new HashMap<Person, Seen>();
    for (List<Person> piece : Pieces.of(people)) {
      Database.list(
              connection,
              SEEN.formatted(name),
              row ->
                  new Ends(
                      Person.fromKey(row.getString("person")),
                      nullableInstant(row, "earliest"),
                      nullableInstant(row, "latest")),
              accountId,
              accountId,
              piece.stream().map(Person::key).toList())
          .forEach(
              ends -> {
                if (ends.earliest() != null && ends.latest() != null) {
                  seen.put(ends.person(), new Seen(ends.earliest(), ends.latest()));
                }
              });
    }
    return seen;
  }

  private Stored<T> stored(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return new Stored<>(
        row.getLong("seq"),
        instant(row, "stored_at"),
        Person.fromKey(owner == null ? row.getString("person") : owner).id(),
        reader.read(row));
  }

  private static Common common(ResultSet row) throws SQLException {
    return new Common(
        new Identity(row.getString("user_id"), row.getString("anonymous_id")),
        row.getString("message_id"),
        instant(row, "happened_at"));
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
}
