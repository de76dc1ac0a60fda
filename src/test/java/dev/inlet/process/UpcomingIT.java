package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * Of twenty calls in the journal some are in memory, too: those say "memory". They count from the
 * first of the test's own.
 */
@OnEveryDatabase
@NullUnmarked
class UpcomingIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final long MEGABYTES = 8L << 20;

  @Parameter DatabaseKind kind;

  @Given(per = Per.CLASS)
  private Stores stores;

  private final Tail tail = new Tail(MEGABYTES);
  private Upcoming upcoming;
  private long before;

  @BeforeEach
  void journal() {
    stores.setClock(() -> NOON); // so that nothing is purged
    before = stores.journal().last();
    stores.journal().append(Collections.nCopies(20, entry("journal")));
    upcoming = new Upcoming(tail, stores.journal(), MEGABYTES);
  }

  /** What comes after a call of this test's. */
  private List<Journaled> after(long seq, int limit, long known) {
    return upcoming.after(before + seq, limit, before + known);
  }

  @Test
  void whatIsInMemoryIsNotRead() {
    remember(1, 20);
    assertEquals("memory 1-20", shown(after(0, 256, 20)));
    assertEquals("memory 5-8", shown(after(4, 4, 20)));
  }

  @Test
  void whateverLiesBetweenIsReadAndGoesOnInMemory() {
    remember(1, 4);
    remember(8, 10);
    remember(15, 20);
    assertEquals(
        "memory 1-4, journal 5-7, memory 8-10, journal 11-14, memory 15-20",
        shown(after(0, 256, 20)));
    assertEquals("memory 9-10, journal 11-14, memory 15-20", shown(after(8, 256, 20)));
    assertEquals("memory 9-10, journal 11-13", shown(after(8, 5, 20)));
  }

  @Test
  void whatFollowsAllThatIsInMemoryIsRead() {
    remember(1, 4);
    assertEquals("memory 1-4, journal 5-20", shown(after(0, 256, 20)));
    assertEquals("journal 11-20", shown(after(10, 256, 20)));
  }

  @Test
  void nothingIsReadWhenThereIsNothingMoreToKnowOf() {
    remember(1, 4);
    assertEquals("memory 1-4", shown(after(0, 256, 4)));
    assertEquals("", shown(after(4, 256, 4)));
  }

  @Test
  void moreIsToldOfThanThereIs() {
    remember(1, 4);
    assertEquals("memory 1-4, journal 5-20", shown(after(0, 256, 25)));
    assertEquals("", shown(after(20, 256, 25)));
  }

  @Test
  void whatWasTakenStaysUntilItIsProcessed() {
    remember(1, 4);
    remember(8, 10);
    after(0, 256, 10);
    assertEquals("memory 1-4, journal 5-7, memory 8-10", shown(after(0, 256, 10)));
  }

  @Test
  void callsThatDeleteComeByThemselvesAndNotTooManyAtOnce() {
    stores.journal().append(Collections.nCopies(18, entry("delete", CallType.DELETE)));
    stores.journal().append(List.of(entry("journal")));
    assertEquals("journal 1-20", shown(after(0, 256, 39)));
    assertEquals("delete 21-36", shown(after(20, 256, 39)));
    assertEquals("delete 37-38", shown(after(36, 256, 39)));
    assertEquals("journal 39-39", shown(after(38, 256, 39)));
    assertEquals("delete 21-21", shown(after(20, 1, 39)));
  }

  @Test
  void whatWasRemovedIsPassedOver() {
    stores.archive().remove(LongStream.rangeClosed(before + 5, before + 14).boxed().toList());
    assertEquals(List.of(1L, 2L, 3L, 4L, 15L, 16L, 17L, 18L, 19L, 20L), all(4));
    remember(16, 18);
    assertEquals(List.of(1L, 2L, 3L, 4L, 15L, 16L, 17L, 18L, 19L, 20L), all(256));
  }

  @Test
  void largeCallsComeInPortionsAndNoneIsPassedOver() {
    stores
        .journal()
        .append(Collections.nCopies(20, entry("large", CallType.TRACK, new byte[1 << 20])));
    remember(3, 4);
    remember(25, 27);
    remember(36, 36);
    assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), all(256));
  }

  /** All that comes, batch by batch, of so many calls at most. */
  private List<Long> all(int limit) {
    long known = stores.journal().last() - before;
    var all = new ArrayList<Long>();
    List<Journaled> batch = after(0, limit, known);
    while (!batch.isEmpty()) {
      batch.forEach(call -> all.add(call.seq() - before));
      batch = after(all.getLast(), limit, known);
    }
    return all;
  }

  private void remember(long first, long last) {
    tail.add(
        LongStream.rangeClosed(first, last)
            .mapToObj(seq -> new Journaled(before + seq, entry("memory"), null))
            .toList(),
        List.of());
  }

  private static JournalEntry entry(String from) {
    return entry(from, CallType.TRACK);
  }

  private static JournalEntry entry(String from, CallType type) {
    return entry(from, type, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static JournalEntry entry(String from, CallType type, byte[] body) {
    return new JournalEntry(
        "account", "key", Sender.DESTINATION, type, from, NOON, null, body, Set.of());
  }

  /** The runs of calls from one place. */
  private String shown(List<Journaled> calls) {
    var shown = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      String from = calls.get(i).entry().messageId();
      int first = i;
      while (i + 1 < calls.size() && calls.get(i + 1).entry().messageId().equals(from)) {
        i++;
      }
      shown
          .append(shown.isEmpty() ? "" : ", ")
          .append(
              "%s %d-%d"
                  .formatted(from, calls.get(first).seq() - before, calls.get(i).seq() - before));
      long length = calls.get(i).seq() - calls.get(first).seq() + 1;
      assertEquals(i - first + 1, length, "no gap");
    }
    return shown.toString();
  }
}
