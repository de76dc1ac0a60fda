package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class JournalIT {
  private static final Instant STORED_AT = Instant.parse("2026-03-01T12:00:00.123456Z");

  @Parameter DatabaseKind kind;

  @Given(per = Per.TEST)
  private Stores stores;

  private Journal journal;

  @BeforeEach
  void find() {
    journal = stores.journal();
  }

  @Test
  void anEmptyJournalEndsAtZero() {
    assertEquals(0, journal.last());
    assertEquals(List.of(), journal.read(0, 10));
  }

  @Test
  void numbersFollowWithoutAGap() {
    assertEquals(1, journal.append(entries(3)));
    assertEquals(4, journal.append(entries(1)));
    assertEquals(5, journal.append(entries(256)));
    assertEquals(260, journal.last());
    assertEquals(LongStream.rangeClosed(1, 260).boxed().toList(), numbers(journal.read(0, 1_000)));
  }

  @Test
  void largeCallsAreReadAFewAtATime() {
    int calls = 40;
    for (int i = 0; i < calls; i++) {
      journal.append(List.of(large()));
    }
    var read = new ArrayList<Long>();
    int reads = 0;
    for (var next = journal.read(0, calls); !next.isEmpty(); reads++) {
      read.addAll(numbers(next));
      next = journal.read(read.getLast(), calls);
    }
    assertTrue(reads > 1, "20 MB at once");
    assertEquals(LongStream.rangeClosed(1, calls).boxed().toList(), read);
    var handedOver = new ArrayList<Long>();
    stores.archive().between("acme", 1, calls - 1, call -> handedOver.add(call.seq()));
    assertEquals(LongStream.range(2, calls).boxed().toList(), handedOver);
  }

  /** Of now, since old calls are purged once they are processed. */
  private static JournalEntry large() {
    String call = "{\"userId\":\"u\",\"event\":\"e\"}";
    return new JournalEntry(
        "acme",
        "key-1",
        Sender.DESTINATION,
        CallType.TRACK,
        "m",
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        null,
        (call + " ".repeat(500_000)).getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  @Test
  void aCallComesBackExactly() {
    byte[] body =
        "{\"text\":\"ü € 😀 \\ud83d\",\"n\":9007199254740993.10}".getBytes(StandardCharsets.UTF_8);
    var sent =
        new JournalEntry(
            "acme",
            "key-1",
            Sender.TRACKING,
            CallType.SCREEN,
            "m".repeat(512),
            STORED_AT,
            "{\"requireEmail\":true}",
            body,
            Set.of());
    journal.append(List.of(sent));
    Journaled read = journal.read(0, 1).getFirst();
    assertArrayEquals(body, read.entry().body());
    assertNull(read.read());
    assertEquals(
        sent,
        new JournalEntry(
            read.entry().accountId(),
            read.entry().keyId(),
            read.entry().sender(),
            read.entry().type(),
            read.entry().messageId(),
            read.entry().storedAt(),
            read.entry().settings(),
            body,
            Set.of()));
  }

  @Test
  void absentSettingsStayAbsent() {
    journal.append(entries(1));
    assertNull(journal.read(0, 1).getFirst().entry().settings());
  }

  @Test
  void bodiesOfAnySizeAndOfAnyBytesAreKept() {
    var large = new byte[512 * 1024];
    Arrays.fill(large, (byte) 0xff);
    journal.append(List.of(entry("large", large), entry("empty", new byte[0])));
    List<Journaled> read = journal.read(0, 2);
    assertArrayEquals(large, read.get(0).entry().body());
    assertArrayEquals(new byte[0], read.get(1).entry().body());
  }

  @Test
  void readingStartsBehindANumberAndStopsAtTheLimit() {
    journal.append(entries(10));
    assertEquals(List.of(4L, 5L, 6L), numbers(journal.read(3, 3)));
    assertEquals(List.of(9L, 10L), numbers(journal.read(8, 100)));
    assertEquals(List.of(), journal.read(10, 100));
  }

  @Test
  void aBatchThatFailsLeavesNothingAndNoGap() {
    journal.append(entries(2));
    List<JournalEntry> batch = new ArrayList<>(entries(3));
    batch.add(entry("m", null));
    assertThrows(RuntimeException.class, () -> journal.append(batch));
    assertEquals(2, journal.last());
    assertEquals(3, journal.append(entries(1)));
    assertEquals(List.of(1L, 2L, 3L), numbers(journal.read(0, 100)));
  }

  @Test
  void everythingIsThereAfterReopening() {
    journal.append(entries(5));
    stores.reopen();
    find();
    assertEquals(5, journal.last());
    assertEquals(6, journal.append(entries(1)));
    assertEquals(6, journal.read(0, 100).size());
  }

  @Test
  void onlyPostgresqlIsShared() {
    assertEquals(kind == DatabaseKind.POSTGRESQL, journal.isShared());
  }

  @Test
  void readersNeverSeeANumberBeforeTheOnesBelowIt() throws Exception {
    List<Stores> instances = new ArrayList<>(List.of(stores));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      if (journal.isShared()) {
        instances.add(Stores.open(stores.place()));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (Stores instance : instances) {
        writers.add(threads.submit(appending(instance.journal())));
      }
      long seen = 0;
      while (!writers.stream().allMatch(Future::isDone) || seen < journal.last()) {
        for (Journaled call : journal.read(seen, 100)) {
          assertEquals(++seen, call.seq());
        }
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      assertEquals(instances.size() * 100L * 3, seen);
    } finally {
      instances.stream().skip(1).forEach(Stores::close);
    }
  }

  private static Callable<?> appending(Journal journal) throws ExecutionException {
    return () -> {
      for (int i = 0; i < 100; i++) {
        journal.append(entries(3));
      }
      return null;
    };
  }

  private static List<Long> numbers(List<Journaled> calls) {
    return calls.stream().map(Journaled::seq).toList();
  }

  private static List<JournalEntry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry("m" + i, "{}".getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static JournalEntry entry(String messageId, byte[] body) {
    return new JournalEntry(
        "acme",
        "key-1",
        Sender.DESTINATION,
        CallType.TRACK,
        messageId,
        STORED_AT,
        null,
        body,
        Set.of());
  }
}
