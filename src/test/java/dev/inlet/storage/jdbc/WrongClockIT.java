package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Refusal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.process.MessageKey;
import dev.inlet.process.SeenMessages.Occurrence;
import dev.inlet.storage.jdbc.delivery.JdbcRefusals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A week of calls, one an hour; and a clock that says one thing while time does another. */
@OnEveryDatabase
@NullUnmarked
class WrongClockIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int HOURS = 168;
  private static final int DAY_OF_CALLS = 24;
  private static final int SEGMENT = Stores.SEGMENT;

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private Map<String, Object> place;
  private Stores stores;
  private volatile Instant clock = NOON;
  private volatile Duration uptime = Duration.ofDays(1_000);

  @BeforeEach
  void open() {
    place = kind.fresh(folder);
    reopen();
  }

  private void reopen() {
    if (stores != null) {
      stores.close();
    }
    stores = Stores.open(place, () -> clock, () -> uptime);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void pass(Duration time) {
    clock = clock.plus(time);
    uptime = uptime.plus(time);
  }

  /** The newest is stored now, the oldest a week less an hour ago. */
  private void journalAWeek() throws Exception {
    stores.finishChores(); // The journal is known to be empty.
    pass(Duration.ofHours(HOURS - 1));
    Instant first = clock.minus(Duration.ofHours(HOURS - 1));
    for (int hour = 0; hour < HOURS; hour++) {
      stores.journal().append(List.of(entry(first.plus(Duration.ofHours(hour)))));
    }
    inTransaction(() -> stores.progress().moveMark(HOURS));
  }

  private static JournalEntry entry(Instant storedAt) {
    return new JournalEntry(
        "account",
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "message",
        storedAt,
        null,
        "{}".getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  private void inTransaction(Runnable work) {
    stores
        .progress()
        .inTransaction(
            () -> {
              stores.progress().lockMark();
              work.run();
              return null;
            });
  }

  private long kept() throws Exception {
    stores.finishChores();
    long first = stores.archive().first();
    return first == 0 ? 0 : stores.journal().last() - first + 1;
  }

  /** How many calls are kept when these could be: in files, those of a day go together. */
  private long kept(long atLeast) {
    return kind == DatabaseKind.H2
        ? HOURS - (HOURS - atLeast) / DAY_OF_CALLS * DAY_OF_CALLS
        : atLeast;
  }

  @Test
  void timeThatPassesPurgesWhatIsTooOldAndNothingElse() throws Exception {
    journalAWeek();
    assertEquals(HOURS, kept());
    pass(HOUR);
    assertEquals(HOURS, kept(), "exactly a week old");
    pass(Duration.ofMillis(1));
    assertEquals(kept(HOURS - 1), kept());
    pass(HOUR.multipliedBy(10));
    assertEquals(kept(HOURS - 11), kept());
  }

  @Test
  void aClockThatIsNineDaysAheadForSecondsLosesNothing() throws Exception {
    journalAWeek();
    assertEquals(HOURS, kept());
    clock = clock.plus(DAY.multipliedBy(9));
    for (int second = 0; second < 10; second++) {
      pass(Duration.ofSeconds(1));
      assertEquals(HOURS, kept());
    }
    clock = clock.minus(DAY.multipliedBy(9));
    assertEquals(HOURS, kept());
    pass(HOUR.multipliedBy(2));
    assertEquals(kept(HOURS - 2), kept(), "and goes on as before");
  }

  @Test
  void aClockThatIsWrongAtTheStartLosesNothing() throws Exception {
    journalAWeek();
    clock = clock.plus(DAY.multipliedBy(9));
    reopen();
    assertEquals(HOURS, kept());
    pass(Duration.ofSeconds(10));
    assertEquals(HOURS, kept());
    reopen();
    assertEquals(HOURS, kept(), "nor at the next");
  }

  @Test
  void aClockThatStandsByItsLeapIsBelievedADayAnHour() throws Exception {
    journalAWeek();
    assertEquals(HOURS, kept());
    clock = clock.plus(DAY.multipliedBy(3));
    assertEquals(HOURS, kept());
    pass(HOUR.plusSeconds(1));
    // Of the day and the hour, one hour was left.
    assertEquals(kept(HOURS - 25), kept());
    pass(HOUR);
    assertEquals(kept(HOURS - 50), kept());
    pass(HOUR);
    assertEquals(kept(HOURS - 75), kept(), "all of it");
    pass(HOUR.multipliedBy(2));
    assertEquals(kept(HOURS - 77), kept());
  }

  @Test
  void whoWasOffForThreeWeeksCatchesUp() throws Exception {
    journalAWeek();
    clock = clock.plus(DAY.multipliedBy(21));
    reopen();
    long before = kept();
    assertEquals(HOURS, before);
    int hours = 0;
    for (; kept() > 0; hours++) {
      pass(HOUR.plusSeconds(1));
      long now = kept();
      assertTrue(before - now <= 26, "from " + before + " to " + now);
      before = now;
    }
    assertTrue(hours < 24, "it took " + hours);
  }

  @Nested
  class OnADatabaseWithAClockOfItsOwn {

    @Test
    void aClockThatIsWrongForDaysLosesNothing() throws Exception {
      assumeTrue(kind == DatabaseKind.POSTGRESQL);
      clock = Instant.now().minus(Duration.ofHours(HOURS - 1)).plusSeconds(120);
      journalAWeek();
      assertEquals(HOURS, kept());
      clock = clock.plus(DAY.multipliedBy(9));
      for (int day = 0; day < 9; day++) {
        uptime = uptime.plus(DAY);
        assertEquals(HOURS, kept());
      }
    }
  }

  @Nested
  class WhatElseIsPurged {

    @Test
    void bodiesOfRefusals() throws Exception {
      var refusals = (JdbcRefusals) stores.refusals();
      String account = stores.newAccount();
      stores.finishChores();
      refusals.note(
          new Refusal(
              account,
              "key",
              Sender.DESTINATION,
              "track",
              "m",
              Cause.FIELD_MISSING,
              "Missing event",
              clock,
              new Refusal.Sent(null, "{}".getBytes(StandardCharsets.UTF_8))));
      refusals.write();

      clock = clock.plus(DAY.multipliedBy(9));
      refusals.purge();
      assertEquals(1, bodies());
      clock = clock.minus(DAY.multipliedBy(9));
      refusals.purge();
      pass(DAY.plusMillis(1));
      refusals.purge();
      assertEquals(0, bodies());
      assertEquals(1, new Everything(place).rows("refused_delivery"));
    }

    private long bodies() throws Exception {
      return new Everything(place).rows("refused_delivery WHERE body IS NOT NULL");
    }

    @Test
    void messagesThatWereSeen() throws Exception {
      stores.finishChores();
      remember(1, SEGMENT);
      clock = clock.plus(DAY.multipliedBy(9));
      remember(SEGMENT + 1, 2 * SEGMENT);
      clock = clock.minus(DAY.multipliedBy(9));
      remember(2 * SEGMENT + 1, 3 * SEGMENT);
      assertEquals(Set.of(key(1), key(SEGMENT + 1)), seen(1, SEGMENT + 1));
    }

    @Test
    void messagesThatWereSealedByAClockThatWasBehind() throws Exception {
      stores.finishChores();
      remember(1, SEGMENT);
      clock = clock.minus(DAY.multipliedBy(9));
      remember(SEGMENT + 1, 2 * SEGMENT);
      clock = clock.plus(DAY.multipliedBy(9));
      stores.finishChores();
      for (int hour = 0; hour < 12; hour++) {
        pass(HOUR.plusSeconds(1));
        stores.finishChores();
      }
      remember(2 * SEGMENT + 1, 3 * SEGMENT);
      assertEquals(Set.of(key(1), key(SEGMENT + 1)), seen(1, SEGMENT + 1));
    }

    private void remember(long first, long last) {
      inTransaction(
          () -> {
            stores
                .seenMessages()
                .seen(
                    LongStream.rangeClosed(first, last).mapToObj(n -> key(n)).toList(), first - 1);
            stores
                .seenMessages()
                .remember(
                    LongStream.rangeClosed(first, last)
                        .mapToObj(number -> new Occurrence(key(number), number))
                        .toList(),
                    last);
            stores.progress().moveMark(last);
          });
    }

    private Set<MessageKey> seen(long... numbers) {
      List<MessageKey> keys = LongStream.of(numbers).mapToObj(number -> key(number)).toList();
      return stores
          .progress()
          .inTransaction(() -> stores.seenMessages().seen(keys, stores.progress().lockMark()))
          .keySet();
    }

    private static MessageKey key(long number) {
      return MessageKey.of("acme", Long.toString(number));
    }
  }
}
