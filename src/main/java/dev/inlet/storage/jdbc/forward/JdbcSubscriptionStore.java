package dev.inlet.storage.jdbc.forward;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.forward.Position;
import dev.inlet.forward.WantedTypes;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.SubscriptionStore;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscriptions as rows, beside what of them waits, {@link WaitingRows}, and what was sent. */
@Singleton
final class JdbcSubscriptionStore implements SubscriptionStore {
  /** Until when an instance holds a subscription without asking again, by the database's clock. */
  static final String HELD_FOR = "CURRENT_TIMESTAMP + INTERVAL '30' SECOND";

  /**
   * Stands as the holder, on H2, of a subscription that somebody has sent to another position: what
   * was at work for it then settles nothing, until it is held again.
   */
  private static final String NOBODY_YET = "nobody yet";

  private static final String WAITING =
      " FROM subscription_waiting w WHERE w.subscription_id = s.id AND w.due IS ";

  private static final String BACKLOGS =
      "SELECT s.id AS subscriber, (SELECT COUNT(*)"
          + WAITING
          + "NOT NULL) AS waiting, (SELECT MIN(since)"
          + WAITING
          + "NOT NULL) AS waits_since, (SELECT COUNT(*)"
          + WAITING
          + "NULL) AS set_aside, (SELECT f.written_at FROM change_feed f WHERE"
          + " f.position > s.piece ORDER BY f.position LIMIT 1) AS oldest, a.*"
          + " FROM subscription s LEFT JOIN subscription_attempt a ON a.id ="
          + " (SELECT l.id FROM subscription_attempt l WHERE l.subscription_id = s.id"
          + " ORDER BY l.subscription_id DESC, l.id DESC LIMIT 1)"
          + " WHERE s.id = ANY(?)";

  private final Database database;
  private final AdminDatabase administration;
  private final boolean isShared;

  JdbcSubscriptionStore(Database database, AdminDatabase administration, DatabaseUrl url) {
    this.database = database;
    this.administration = administration;
    this.isShared = url.isShared();
  }

  @Override
  public void add(Stored added) {
    Subscription one = added.subscription();
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "INSERT INTO subscription (id, account_id, url, types, batched, sealed, state,"
                    + " created_at, piece, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                one.id(),
                one.accountId(),
                one.url().toString(),
                String.join(",", one.types()),
                one.batched(),
                added.sealed(),
                one.state().wireName(),
                one.createdAt(),
                one.reached().piece(),
                one.reached().index()));
  }

  @Override
  public List<Stored> all() {
    return administration.work(
        connection ->
            Database.list(
                connection,
                "SELECT * FROM subscription ORDER BY position",
                JdbcSubscriptionStore::row));
  }

  @Override
  public Optional<Stored> find(String id) {
    return administration.work(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM subscription WHERE id = ?",
                JdbcSubscriptionStore::row,
                id));
  }

  private static Stored row(ResultSet row) throws SQLException {
    WantedTypes types =
        WantedTypes.named(List.of(row.getString("types").split(",", -1))).orElseThrow();
    var subscription =
        new Subscription(
            row.getString("id"),
            row.getString("account_id"),
            URI.create(row.getString("url")),
            types,
            row.getBoolean("batched"),
            Subscription.State.named(row.getString("state")),
            row.getString("reason"),
            instant(row, "created_at"),
            position(row),
            nullableInstant(row, "failing_since"));
    return new Stored(subscription, row.getString("sealed"));
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(row.getLong("piece"), row.getInt("place"));
  }

  @Override
  public boolean update(Stored changed) {
    Subscription one = changed.subscription();
    return database.writeThrough(
            connection ->
                Database.update(
                    connection,
                    "UPDATE subscription SET url = ?, types = ?, batched = ?, sealed = ?,"
                        + " state = ?, reason = ?, failing_since = NULL WHERE id = ?",
                    one.url().toString(),
                    String.join(",", one.types()),
                    one.batched(),
                    changed.sealed(),
                    one.state().wireName(),
                    one.reason(),
                    one.id()))
        > 0;
  }

  @Override
  public boolean remove(String id) {
    return database.writeThrough(
            connection -> Database.update(connection, "DELETE FROM subscription WHERE id = ?", id))
        > 0;
  }

  @Override
  public void goTo(String id, Position position) {
    database.writeThrough(
        connection -> {
          WaitingRows.removeBehind(connection, id, position);
          return Database.update(
              connection,
              "UPDATE subscription SET piece = ?, place = ?, failing_since = NULL, held_by = ?"
                  + " WHERE id = ?",
              position.piece(),
              position.index(),
              isShared ? null : NOBODY_YET,
              id);
        });
  }

  @Override
  public int tryAgain(String id, @Nullable Position only, Instant due) {
    return database.writeThrough(connection -> WaitingRows.tryAgain(connection, id, only, due));
  }

  @Override
  public void switchOff(String id, String reason) {
    database.writeThrough(
        connection ->
            Database.update(
                connection,
                "UPDATE subscription SET state = 'off', reason = ?"
                    + " WHERE id = ? AND state = 'active'",
                reason,
                id));
  }

  /** On H2 there is no other instance. */
  @Override
  public boolean hold(String id, String instance) {
    return administration.work(
        connection -> {
          if (!isShared) {
            Database.update(
                connection,
                "UPDATE subscription SET held_by = NULL WHERE id = ? AND held_by IS NOT NULL",
                id);
            return true;
          }
          return Database.update(
                  connection,
                  "UPDATE subscription SET held_by = ?, held_until = "
                      + HELD_FOR
                      + " WHERE id = ? AND (held_by IS NULL OR held_by = ?"
                      + " OR held_until < CURRENT_TIMESTAMP)",
                  instance,
                  id,
                  instance)
              > 0;
        });
  }

  @Override
  public void release(String instance) {
    administration.work(
        connection ->
            Database.update(
                connection, "UPDATE subscription SET held_by = NULL WHERE held_by = ?", instance));
  }

  @Override
  public List<Retry> waiting(String id, int most) {
    return administration.work(connection -> WaitingRows.waiting(connection, id, most));
  }

  @Override
  public Listing<Retry> setAside(String id, Window window) {
    return administration.read(
        connection -> window.listing(WaitingRows.setAside(connection, id, window), Retry::number));
  }

  @Override
  public Map<String, List<Retry>> of(Collection<String> ids, Collection<Long> pieces) {
    return administration.read(connection -> WaitingRows.of(connection, ids, pieces));
  }

  @Override
  public Map<String, Backlog> backlogs(Collection<String> ids) {
    var backlogs = new HashMap<String, Backlog>();
    administration.read(
        connection ->
            Database.list(
                connection,
                BACKLOGS,
                row -> backlogs.put(row.getString("subscriber"), backlog(row)),
                ids));
    return backlogs;
  }

  private static Backlog backlog(ResultSet row) throws SQLException {
    return new Backlog(
        row.getLong("waiting"),
        nullableInstant(row, "waits_since"),
        row.getLong("set_aside"),
        nullableInstant(row, "oldest"),
        row.getObject("id", Long.class) == null ? null : AttemptRows.row(row));
  }

  @Override
  public boolean settle(String id, String instance, Position from, Result result) {
    return administration.work(connection -> settle(connection, id, instance, from, result));
  }

  private boolean settle(
      Connection connection, String id, String instance, Position from, Result result)
      throws SQLException {
    // Not when somebody has sent it to another position meanwhile, or another instance holds it.
    int moved =
        Database.update(
            connection,
            "UPDATE subscription SET piece = ?, place = ?, failing_since = ?"
                + " WHERE id = ? AND piece = ? AND place = ?"
                + (isShared ? " AND held_by = ?" : " AND (held_by IS NULL OR held_by = ?)"),
            result.reached().piece(),
            result.reached().index(),
            result.failingSince(),
            id,
            from.piece(),
            from.index(),
            instance);
    if (moved == 0) {
      return false;
    }
    WaitingRows.remove(connection, result.done());
    WaitingRows.update(connection, result.changed());
    if (result.isBack()) {
      WaitingRows.makeDue(connection, id);
    }
    WaitingRows.add(connection, id, result.added());
    AttemptRows.add(connection, id, result.attempts());
    return true;
  }

  @Override
  public Listing<Attempt> attempts(String id, Window window) {
    return administration.read(
        connection -> window.listing(AttemptRows.newest(connection, id, window), Attempt::number));
  }

  @Override
  public Optional<Attempt> attempt(String id, long number) {
    return administration.read(connection -> AttemptRows.find(connection, id, number));
  }

  @Override
  public int forgetAttempts(Instant before, int most) {
    return administration.work(connection -> AttemptRows.removeOld(connection, before, most));
  }

  @Override
  public Optional<Position> before(Instant at) {
    return administration.read(
        connection ->
            Database.find(
                connection,
                "SELECT position FROM change_feed WHERE written_at >= ?"
                    + " ORDER BY position LIMIT 1",
                row -> Position.endOf(row.getLong(1) - 1),
                at));
  }
}
