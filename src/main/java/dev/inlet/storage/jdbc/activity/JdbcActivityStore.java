package dev.inlet.storage.jdbc.activity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Seen;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events and page views as rows, in the order of the journal; one batch of inserts each. Whose
 * contact they belong to is found when they are read, by {@link ActivityTable}, so that linking ids
 * rewrites nothing.
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

  private final Database database;
  private final AdminDatabase administration;
  private final Ticker ticker;

  JdbcActivityStore(Database database, AdminDatabase administration, Ticker ticker) {
    this.ticker = ticker;
    this.database = database;
    this.administration = administration;
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
                  ActivityTable.TEXT_FIELDS.forEach(
                      field -> row.add(plain(view.fields().get(field))));
                  row.add(view.fields().get(ActivityTable.KEYWORDS));
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
    return json == null || Json.isNull(json) ? null : PlainText.of(json);
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
  public Map<Common, Long> keptEvents(String accountId, List<Common> activities) {
    return database.read(
        connection -> new KeptActivities(connection, "event", accountId).among(activities));
  }

  @Override
  public Map<Common, Long> keptPageViews(String accountId, List<Common> activities) {
    return database.read(
        connection -> new KeptActivities(connection, "page_view", accountId).among(activities));
  }

  @Override
  public Listing<Stored<Event>> findEvents(String accountId, ActivityFilter filter, Window window) {
    return administration.read(
        connection -> ActivityTable.EVENTS.list(connection, accountId, filter, window, ticker));
  }

  @Override
  public Optional<Stored<Event>> event(String accountId, long seq) {
    return administration.read(connection -> ActivityTable.EVENTS.find(connection, accountId, seq));
  }

  @Override
  public Listing<Stored<PageView>> findPageViews(
      String accountId, ActivityFilter filter, Window window) {
    return administration.read(
        connection -> ActivityTable.PAGE_VIEWS.list(connection, accountId, filter, window, ticker));
  }

  @Override
  public Portion<Long, Stored<Event>> events(String accountId, List<Long> seqs) {
    return administration.read(
        connection -> ActivityTable.EVENTS.some(connection, accountId, seqs));
  }

  @Override
  public Portion<Long, Stored<PageView>> pageViews(String accountId, List<Long> seqs) {
    return administration.read(
        connection -> ActivityTable.PAGE_VIEWS.some(connection, accountId, seqs));
  }

  @Override
  public Optional<Stored<PageView>> pageView(String accountId, long seq) {
    return administration.read(
        connection -> ActivityTable.PAGE_VIEWS.find(connection, accountId, seq));
  }

  @Override
  public Map<Person, Seen> seen(String accountId, Collection<Person> people) {
    return administration.read(
        connection -> {
          var seen = new HashMap<Person, Seen>();
          for (ActivityTable<?> table : ActivityTable.ALL) {
            table
                .seen(connection, accountId, people)
                .forEach((person, span) -> seen.merge(person, span, Seen::and));
          }
          return seen;
        });
  }
}
