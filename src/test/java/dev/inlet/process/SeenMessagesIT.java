package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.journal.CallRejected;
import dev.inlet.process.SeenMessages.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Message number n is the one at place n in the journal. */
@OnEveryDatabase
@NullUnmarked
class SeenMessagesIT {
  private static final int SEGMENT = Stores.SEGMENT;

  @Parameter DatabaseKind kind;

  @Given(per = Per.TEST)
  private Stores stores;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @BeforeEach
  void setClock() {
    stores.setClock(() -> now);
  }

  @Test
  void nothingIsSeenAtFirst() {
    assertEquals(Set.of(), seen(stores, 1, 2, 3));
  }

  @Test
  void aMessageIsSeenInEveryLaterBatch() {
    process(stores, 1, 3);
    process(stores, 4, 6);
    assertEquals(Set.of(key(2), key(5)), seen(stores, 2, 5, 7));
  }

  @Test
  void thePlaceOfEachIsKnown() {
    process(stores, 1, 3);
    assertEquals(Map.of(key(2), 2L, key(3), 3L), places(stores, List.of(key(2), key(3), key(4))));
  }

  @Test
  void twoAccountsWithTheSameIdsNeverMeet() {
    process(stores, 1, 1);
    MessageKey other = MessageKey.of("another account", "1");
    assertEquals(Set.of(), seen(stores, List.of(other)));
  }

  @Test
  void aBatchOfRepeatsAloneMovesOn() {
    process(stores, 1, 3);
    inTransaction(
        stores,
        () -> {
          assertEquals(3, stores.seenMessages().seen(keys(1, 3), 3).size());
          stores.seenMessages().remember(List.of(), 6);
          stores.progress().moveMark(6);
        });
    assertEquals(Set.of(key(1), key(3)), seen(stores, 1, 3, 4));
  }

  @Test
  void whatWasRolledBackIsNotSeen() {
    process(stores, 1, 3);
    rollBack(stores, 4, 6);
    assertEquals(Set.of(key(3)), seen(stores, 3, 4, 5, 6));
    process(stores, 4, 6);
    assertEquals(Set.of(key(4), key(6)), seen(stores, 4, 6));
  }

  @Test
  void messagesAreSeenAfterReopening() {
    process(stores, 1, 1_000);
    stores.reopen();
    assertEquals(Set.of(key(1), key(1_000)), seen(stores, 1, 1_000, 1_001));
  }

  @Test
  void aBatchIsOneRowOnH2() throws Exception {
    process(stores, 1, 500);
    process(stores, 501, 501);
    assertEquals(
        kind == DatabaseKind.H2 ? 2 : 501, new Everything(stores.place()).rows("seen_message"));
  }

  @Test
  void theRowsOfAReleaseThatWroteOneForEachMessageAreRead() throws Exception {
    assumeTrue(kind == DatabaseKind.H2, "PostgreSQL has such rows still");
    process(stores, 1, 3);
    var database = new Everything(stores.place());
    database.execute("DELETE FROM seen_message");
    for (long number = 1; number <= 3; number++) {
      database.execute(
          "INSERT INTO seen_message VALUES (%d, X'%016x%016x')"
              .formatted(number, key(number).high(), key(number).low()));
    }
    stores.reopen();

    assertEquals(Set.of(key(1), key(2), key(3)), seen(stores, 1, 2, 3, 4));
    process(stores, 4, 6);
    assertEquals(Set.of(key(1), key(4), key(6)), seen(stores, 1, 4, 6, 7));
  }

  @Nested
  class WhenASegmentIsSealed {

    @Test
    void repeatsAreStillFoundAmongAllThatWasSealed() {
      process(stores, 1, SEGMENT + 10);
      process(stores, SEGMENT + 11, SEGMENT + 20);
      assertEveryKeyIsSeen(stores, SEGMENT + 20);
      assertEquals(
          Map.of(key(2), 0L, key(SEGMENT + 11), SEGMENT + 11L),
          places(stores, List.of(key(2), key(SEGMENT + 11))),
          "the place of each is known until it is sealed");
    }

    @Test
    void repeatsAreStillFoundAfterReopening() {
      process(stores, 1, SEGMENT);
      process(stores, SEGMENT + 1, SEGMENT + 5);
      stores.reopen();
      assertEveryKeyIsSeen(stores, SEGMENT + 5);
    }

    @Test
    void sealingThatIsRolledBackIsDoneAgain() {
      process(stores, 1, SEGMENT - 1);
      rollBack(stores, SEGMENT, SEGMENT + 5);
      assertEquals(Set.of(key(SEGMENT - 1)), seen(stores, SEGMENT - 1, SEGMENT, SEGMENT + 5));
      process(stores, SEGMENT, SEGMENT + 5);
      assertEveryKeyIsSeen(stores, SEGMENT + 5);
    }

    @Test
    void itsRowsAreClearedByTheBatchesThatFollow() throws Exception {
      process(stores, 1, SEGMENT);
      process(stores, SEGMENT + 1, SEGMENT + 1);
      stores.reopen();
      rollBack(stores, SEGMENT + 2, SEGMENT + 2);
      for (long number = SEGMENT + 2; number < SEGMENT + 140; number++) {
        process(stores, number, number);
      }
      assertEquals(139, new Everything(stores.place()).rows("seen_message"), "what is not sealed");
      assertEveryKeyIsSeen(stores, SEGMENT + 139);
    }

    @Test
    void itIsForgottenAfterEightDaysAndNotBefore() {
      process(stores, 1, SEGMENT);
      now = now.plus(Duration.ofDays(8));
      process(stores, SEGMENT + 1, 2 * SEGMENT);
      assertEquals(Set.of(key(1)), seen(stores, 1), "eight days old");
      now = now.plusMillis(1);
      process(stores, 2 * SEGMENT + 1, 3 * SEGMENT);
      assertEquals(Set.of(key(SEGMENT + 1)), seen(stores, 1, SEGMENT, SEGMENT + 1));
      stores.reopen();
      assertEquals(Set.of(key(SEGMENT + 1)), seen(stores, 1, SEGMENT, SEGMENT + 1));
    }
  }

  @Nested
  class WhenAnotherInstanceMovesTheMark {
    private Stores other;

    @BeforeEach
    void openAnother() {
      assumeTrue(kind == DatabaseKind.POSTGRESQL);
      other = Stores.open(stores.place(), () -> now);
    }

    @AfterEach
    void closeAnother() {
      if (other != null) {
        other.close();
      }
    }

    @Test
    void itsMessagesAreSeenHere() {
      process(stores, 1, 3);
      process(other, 4, 6);
      assertEquals(Set.of(key(2), key(5)), seen(stores, 2, 5, 7));
      process(stores, 7, 8);
      assertEquals(Set.of(key(2), key(5), key(7)), seen(other, 2, 5, 7, 9));
    }

    @Test
    void theSegmentItSealedIsKnownHere() {
      process(stores, 1, 100);
      process(other, 101, SEGMENT);
      process(other, SEGMENT + 1, SEGMENT + 5);
      assertEveryKeyIsSeen(stores, SEGMENT + 5);
      process(stores, SEGMENT + 6, SEGMENT + 9);
      assertEveryKeyIsSeen(other, SEGMENT + 9);
    }

    @Test
    void whatIsRolledBackHereAndDoneThereInOtherBatchesIsSeen() {
      process(stores, 1, SEGMENT - 1);
      rollBack(stores, SEGMENT, SEGMENT + 5);
      process(other, SEGMENT, SEGMENT + 2);
      process(other, SEGMENT + 3, SEGMENT + 9);
      assertEveryKeyIsSeen(stores, SEGMENT + 9);
    }
  }

  @Test
  void aConnectionThatBreaksInTheMiddleChangesNothing() {
    assumeTrue(kind == DatabaseKind.POSTGRESQL);
    process(stores, 1, 3);
    assertThrows(
        RuntimeException.class,
        () ->
            inTransaction(
                stores,
                () -> {
                  remember(stores, 4, 6);
                  var broken = assertThrows(RuntimeException.class, stores::breakConnection);
                  assertTrue(broken.getMessage().contains("terminating"), broken::toString);
                }));
    assertEquals(Set.of(key(3)), seen(stores, 3, 4));
    process(stores, 4, 6);
    assertEquals(Set.of(key(3), key(4)), seen(stores, 3, 4));
  }

  private static void process(Stores stores, long first, long last) {
    inTransaction(stores, () -> remember(stores, first, last));
  }

  private static void rollBack(Stores stores, long first, long last) {
    assertThrows(
        CallRejected.class,
        () ->
            inTransaction(
                stores,
                () -> {
                  remember(stores, first, last);
                  throw new IllegalStateException("rolled back");
                }));
  }

  private static void inTransaction(Stores stores, Runnable work) {
    stores
        .progress()
        .inTransaction(
            () -> {
              stores.progress().lockMark();
              work.run();
              return null;
            });
  }

  private static void remember(Stores stores, long first, long last) {
    assertEquals(Map.of(), stores.seenMessages().seen(keys(first, last), first - 1));
    var occurrences = new ArrayList<Occurrence>();
    for (long number = first; number <= last; number++) {
      occurrences.add(new Occurrence(key(number), number));
    }
    stores.seenMessages().remember(occurrences, last);
    stores.progress().moveMark(last);
  }

  private static void assertEveryKeyIsSeen(Stores stores, long last) {
    var missing = new HashSet<>(keys(1, last));
    missing.removeAll(seen(stores, keys(1, last)));
    assertTrue(missing.isEmpty(), () -> missing.size() + " of " + last + " are not seen");
    assertEquals(Set.of(), seen(stores, keys(last + 1, last + 10_000)));
  }

  private static Set<MessageKey> seen(Stores stores, long... numbers) {
    return seen(stores, LongStream.of(numbers).mapToObj(SeenMessagesIT::key).toList());
  }

  private static Set<MessageKey> seen(Stores stores, List<MessageKey> keys) {
    return places(stores, keys).keySet();
  }

  private static Map<MessageKey, Long> places(Stores stores, List<MessageKey> keys) {
    return stores
        .progress()
        .inTransaction(() -> stores.seenMessages().seen(keys, stores.progress().lockMark()));
  }

  private static List<MessageKey> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(SeenMessagesIT::key).toList();
  }

  private static MessageKey key(long number) {
    return MessageKey.of("acme", Long.toString(number));
  }
}
