package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.Everything;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class JournalPurgeIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(7);

  /** In files, the calls of a day are purged together. */
  private static final Duration DAY = Duration.ofDays(1);

  @Parameter DatabaseKind kind;

  private Stores stores;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  /** By this clock from the beginning: one that is set back while it is read would be doubted. */
  @BeforeEach
  void open(@TempDir Path folder) {
    stores = Stores.open(kind.fresh(folder), now::get);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void callsArePurgedWhenTheyAreOldEnoughAndNoSooner() {
    journal(3, NOON);
    journal(2, NOON.plus(DAY));
    process();

    now.set(NOON.plus(KEEP));
    assertEquals(0, stores.archive().purge(now.get().minus(KEEP), 5, 1_000));

    now.set(NOON.plus(KEEP).plusMillis(1));
    Eventually.become("the first three are purged", () -> seqs().equals(List.of(4L, 5L)));
  }

  @Test
  void whatIsNotProcessedStaysHoweverOldItIs() {
    journal(3, NOON);
    journal(2, NOON.plus(DAY));
    assertEquals(3, stores.archive().purge(NOON.plus(KEEP), 3, 1_000));
    assertEquals(0, stores.archive().purge(NOON.plus(KEEP), 3, 1_000));
    assertEquals(List.of(4L, 5L), seqs());
  }

  @Test
  void onePieceOfATableIsNoLargerThanAskedFor() {
    assumeTrue(kind == DatabaseKind.POSTGRESQL);
    journal(10, NOON);
    assertEquals(4, stores.archive().purge(NOON.plusSeconds(1), 10, 4));
    assertEquals(LongStream.rangeClosed(5, 10).boxed().toList(), seqs());
    assertEquals(4, stores.archive().purge(NOON.plusSeconds(1), 10, 4));
    assertEquals(2, stores.archive().purge(NOON.plusSeconds(1), 10, 4));
    assertEquals(0, stores.archive().purge(NOON.plusSeconds(1), 10, 4));
  }

  @Test
  void anOldCallBehindAYoungerOneWaitsForIt() {
    journal(1, NOON);
    journal(1, NOON.plus(DAY.multipliedBy(9)));
    journal(1, NOON);
    assertEquals(1, stores.archive().purge(NOON.plusSeconds(1), 3, 1_000));
    assertEquals(List.of(2L, 3L), seqs());
  }

  @Test
  void appendingGoesOnMeanwhile() {
    journal(2_500, NOON);
    process();
    now.set(NOON.plus(KEEP).plusSeconds(1));
    for (int i = 0; i < 20; i++) {
      journal(5, now.get());
    }
    Eventually.become("only the new ones are left", () -> seqs().size() == 100);
    assertEquals(2_501, seqs().getFirst());
    assertEquals(2_600, stores.journal().last());
  }

  @Test
  void callsAreTakenMeanwhile(@TempDir Path another) throws Exception {
    Map<String, Object> place = kind.fresh(another);
    var everything = new Everything(place);
    String key;
    try (RunningInlet inlet = RunningInlet.in(another).with(place).start()) {
      key = inlet.newKey("acme");
      deliver(inlet, key, 150);
    }
    everything.ageJournal(Instant.parse("2026-01-01T12:00:00Z"));
    try (RunningInlet inlet = RunningInlet.in(another).with(place).start()) {
      deliver(inlet, key, 1); // While the newest call is that old, the clock is not believed.
    }
    try (RunningInlet inlet = RunningInlet.in(another).with(place).start()) {
      deliver(inlet, key, 49);
      inlet.await(
          "/api/accounts/acme/deliveries?limit=200",
          answer -> answer.at("/deliveries").size() == 50);
      assertEquals(
          200, inlet.admin("GET", "/api/accounts/acme/events?limit=200").at("/events").size());
    }
  }

  private static void deliver(RunningInlet inlet, String key, int calls) {
    for (int i = 0; i < calls; i++) {
      String call = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";
      assertEquals(2, inlet.deliver(key, call).status() / 100);
    }
  }

  /** Appends calls behind the back of the processor, which on H2 expects none. */
  private void journal(int calls, Instant storedAt) {
    stores.journal().append(IntStream.range(0, calls).mapToObj(i -> entry(storedAt)).toList());
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
        "{\"userId\":\"u\",\"event\":\"e\"}".getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  /** Says that all calls are processed. */
  private void process() {
    stores
        .progress()
        .inTransaction(
            () -> {
              stores.progress().lockMark();
              stores.progress().moveMark(stores.journal().last());
              return null;
            });
  }

  private List<Long> seqs() {
    var seqs = new ArrayList<Long>();
    stores.archive().between("account", 0, Long.MAX_VALUE, call -> seqs.add(call.seq()));
    return seqs;
  }
}
