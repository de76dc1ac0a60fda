package dev.inlet.storage.inspect;

import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.operate.DataAtRest;
import dev.inlet.operate.Finding;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.jdbc.DatabaseUrl;
import dev.inlet.storage.jdbc.Durability;
import dev.inlet.storage.jdbc.OnPostgresql;
import dev.inlet.storage.jdbc.migrate.CopyMarker;
import dev.inlet.storage.kafka.TopicLook;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL, which other instances may be at work on. */
@Singleton
@Requires(condition = OnPostgresql.class)
final class PostgresqlAtRest implements DataAtRest {
  private static final String DATABASE = "database";
  private static final String JOURNAL = "journal";
  private static final String CLOCKS = "clocks";
  private static final String KAFKA = "kafka";

  private static final int OLDEST = 13;
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(5);

  private final RestingDatabase database;
  private final DatabaseUrl url;
  private final InstantSource clock;
  private final @Nullable KafkaJournalPolicy kafka;

  PostgresqlAtRest(
      RestingDatabase database, InstantSource clock, @Nullable KafkaJournalPolicy kafka) {
    this.database = database;
    this.url = database.url();
    this.clock = clock;
    this.kafka = kafka;
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>(lookAtDatabase());
    if (kafka != null) {
      TopicLook.Found found = TopicLook.look(kafka);
      findings.add(new Finding(KAFKA, found.isWell(), found.message()));
    }
    return findings;
  }

  private List<Finding> lookAtDatabase() {
    try (Connection connection = database.open("")) {
      Durability.check(connection, url.contacts());
      database.access().checkSessions();
      CopyMarker.refuseUnlessWhole(connection, url.toString());
      return List.of(
          version(connection.getMetaData().getDatabaseMajorVersion()),
          journal(connection),
          clocks(connection));
    } catch (SQLException e) {
      return List.of(Finding.unwell(DATABASE, database.problem(e)));
    } catch (IllegalStateException e) {
      return List.of(Finding.unwell(DATABASE, String.valueOf(e.getMessage())));
    }
  }

  private Finding version(int version) {
    String there = "PostgreSQL %d at %s".formatted(version, url);
    return version < OLDEST
        ? Finding.unwell(
            DATABASE, "%s is too old: Inlet needs %d or later".formatted(there, OLDEST))
        : Finding.well(DATABASE, there);
  }

  private static Finding journal(Connection connection) throws SQLException {
    if (!RestingDatabase.isMade(connection)) {
      return Finding.well(JOURNAL, "the tables are not there yet: the first start makes them");
    }
    long last = RestingDatabase.number(connection, "SELECT seq FROM journal_head WHERE id = 1");
    return Finding.well(
        JOURNAL, "%d calls are to be processed".formatted(last - RestingDatabase.mark(connection)));
  }

  private Finding clocks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT clock_timestamp()")) {
      rows.next();
      Instant theirs = rows.getObject(1, OffsetDateTime.class).toInstant();
      Duration difference = Duration.between(theirs, clock.instant()).abs();
      String differ =
          "this machine's and PostgreSQL's differ by %d ms".formatted(difference.toMillis());
      return difference.compareTo(CLOCKS_MAY_DIFFER) > 0
          ? Finding.unwell(CLOCKS, differ + ": set both, best by NTP")
          : Finding.well(CLOCKS, differ);
    }
  }

  @Override
  public void replacePassword(String digest) {
    try (Connection connection = database.open("")) {
      if (!RestingDatabase.isMade(connection)) {
        throw DataAtRest.nothingYet();
      }
      RestingDatabase.replacePassword(connection, digest);
    } catch (SQLException e) {
      throw OperationRefused.taken(database.problem(e));
    }
  }
}
