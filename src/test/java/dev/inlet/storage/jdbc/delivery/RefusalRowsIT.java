package dev.inlet.storage.jdbc.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Refusal;
import dev.inlet.storage.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class RefusalRowsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;

  @Given(per = Per.TEST)
  private RunningInlet inlet;

  private Database database;

  @BeforeEach
  void open() {
    database = inlet.context().getBean(Database.class);
  }

  @Test
  void anAccountKeepsItsNewestAndTheOthersAreLeftAlone() {
    insert("noisy", RefusalRows.KEPT + 5);
    insert("quiet", 3);

    database.write(
        connection -> {
          RefusalRows.trim(connection, List.of("noisy", "quiet"));
          return null;
        });

    assertEquals(RefusalRows.KEPT, count("account_id = 'noisy'"));
    assertEquals(0, count("account_id = 'noisy' AND message_id IN ('m0', 'm4')"));
    assertEquals(1, count("account_id = 'noisy' AND message_id = 'm5'"));
    assertEquals(3, count("account_id = 'quiet'"));
  }

  @Test
  void bodiesGoBeforeTheNotesDo() {
    insert("acme", 3);

    database.write(
        connection -> {
          RefusalRows.purge(connection, NOON.plusSeconds(1), NOON.plusSeconds(2));
          return null;
        });

    assertEquals(2, count("account_id = 'acme'"));
    assertEquals(1, count("body IS NOT NULL AND settings IS NOT NULL"));
    assertEquals(1, count("body IS NULL AND settings IS NULL"));
  }

  /** A refusal a second. */
  private void insert(String account, int refusals) {
    database.write(
        connection -> {
          RefusalRows.insert(
              connection, IntStream.range(0, refusals).mapToObj(i -> refusal(account, i)).toList());
          return null;
        });
  }

  private static Refusal refusal(String account, int number) {
    return new Refusal(
        account,
        "key",
        Sender.DESTINATION,
        "track",
        "m" + number,
        Cause.FIELD_MISSING,
        "Missing event",
        NOON.plus(Duration.ofSeconds(number)),
        new Refusal.Sent("{}", new byte[] {1}));
  }

  private long count(String condition) {
    return database.read(
        connection ->
            Database.find(
                    connection,
                    "SELECT COUNT(*) FROM refused_delivery WHERE " + condition,
                    row -> row.getLong(1))
                .orElseThrow());
  }
}
