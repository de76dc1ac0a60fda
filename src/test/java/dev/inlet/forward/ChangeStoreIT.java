package dev.inlet.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.contact.Person;
import dev.inlet.forward.ChangeStore.Extent;
import dev.inlet.forward.ChangeStore.Found;
import dev.inlet.forward.NewChange.Source;
import dev.inlet.journal.CallRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What the port promises, on both databases. */
@OnEveryDatabase
@NullUnmarked
class ChangeStoreIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;

  @Given(per = Per.CLASS)
  private Stores stores;

  private ChangeStore changes;
  private String account;

  @BeforeEach
  void newAccount() {
    stores.setClock(() -> NOON); // By ours, all of it would be purged.
    account = stores.newAccount();
    changes = stores.changes();
  }

  private static NewChange event(long seq) {
    return NewChange.received(ChangeType.EVENT_RECEIVED, seq, null);
  }

  private void append(Instant at, String account, NewChange... made) {
    stores
        .progress()
        .inTransaction(
            () -> {
              stores.progress().lockMark();
              changes.append(at, Map.of(account, List.of(made)));
              return null;
            });
  }

  private List<NewChange> read(String account, Position after) {
    Found found = changes.read(account, after.piece(), changes.extent().last());
    assertTrue(found.isAll());
    return found.pieces().stream()
        .flatMap(piece -> piece.after(after).stream())
        .map(Piece.Placed::change)
        .toList();
  }

  @Test
  void whatIsAppendedIsReadInItsOrder() {
    Position before = Position.endOf(changes.extent().last());
    append(NOON, account, event(1), event(2));
    append(NOON, account, event(3));

    assertEquals(List.of(event(1), event(2), event(3)), read(account, before));
    assertEquals(List.of(event(1), event(2), event(3)), read(null, before));
  }

  @Test
  void whoFollowsIsShownTheLastLookUntilItIsReached() {
    append(NOON, account, event(1));
    Extent looked = changes.extent();
    append(NOON, account, event(2));

    Extent behind = changes.extentBeyond(looked.last() - 1);
    assertTrue(behind.last() >= looked.last(), behind::toString);
    assertEquals(changes.extent(), changes.extentBeyond(looked.last()), "nothing is left of it");
  }

  @Test
  void whoFollowsHearsOfWhatIsPurged() {
    append(NOON, account, event(1));
    append(NOON, account, event(2));
    Extent before = changes.extent();
    changes.purge(NOON.plusSeconds(1), Integer.MAX_VALUE);

    assertEquals(changes.extent(), changes.extentBeyond(before.last() - 2));
  }

  @Test
  void anAccountReadsItsOwnAlone() {
    String other = stores.newAccount();
    append(NOON, other, event(1));
    append(NOON, account, event(2));

    assertEquals(List.of(event(2)), read(account, Position.START));
    assertEquals(List.of(event(1)), read(other, Position.START));
  }

  @Test
  void whatWasRolledBackIsNotThere() {
    Extent before = changes.extent();
    try {
      stores
          .progress()
          .inTransaction(
              () -> {
                stores.progress().lockMark();
                changes.append(NOON, Map.of(account, List.of(event(1))));
                throw new CallRejected("as if it were refused");
              });
    } catch (CallRejected e) {
      // As expected.
    }

    assertEquals(before, changes.extent());
  }

  @Test
  void nobodyStepsOverWhatIsCommittedLater() throws Exception {
    Position before = Position.endOf(changes.extent().last());
    var isAppended = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> first =
          threads.submit(
              () ->
                  stores
                      .progress()
                      .inTransaction(
                          () -> {
                            stores.progress().lockMark();
                            changes.append(NOON, Map.of(account, List.of(event(1))));
                            isAppended.countDown();
                            await(mayCommit);
                            return null;
                          }));
      await(isAppended);
      Future<?> second = threads.submit(() -> append(NOON, account, event(2)));
      Thread.sleep(100);

      assertEquals(List.of(), read(account, before), "the second waits for the first");

      mayCommit.countDown();
      first.get(10, TimeUnit.SECONDS);
      second.get(10, TimeUnit.SECONDS);
    }
    assertEquals(List.of(event(1), event(2)), read(account, before));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoWatchesIsToldWhenItCanBeRead() throws Exception {
    try (ChangeSignal.Watch watch = stores.changeSignal().watch(account)) {
      Position before = Position.endOf(changes.extent().last());
      try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
        Future<List<NewChange>> read =
            thread.submit(
                () -> {
                  watch.await(Duration.ofSeconds(10));
                  return read(account, before);
                });
        append(NOON, account, event(1));
        assertEquals(List.of(event(1)), read.get(5, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void theIdsOfTheErasedAreToldAndStandNowhere() {
    Person ann = Person.user("ann-canary");
    append(NOON, account, NewChange.contactErased(List.of(ann), Source.NONE));

    Found found = changes.read(account, 0, changes.extent().last());
    assertFalse(found.pieces().getLast().text().contains("canary"));
    NewChange stored = found.pieces().getLast().after(Position.START).getLast().change();
    assertEquals(List.of(ann), ErasedIds.open(stored, stores.seal()));
  }

  @Test
  void manyPiecesComeInPortions() {
    Position before = Position.endOf(changes.extent().last());
    var all = new ArrayList<NewChange>();
    for (int i = 0; i < 70; i++) {
      append(NOON, account, event(i));
      all.add(event(i));
    }
    long last = changes.extent().last();
    var read = new ArrayList<NewChange>();
    long from = before.piece() + 1;
    Found found;
    do {
      found = changes.read(account, from, last);
      found
          .pieces()
          .forEach(piece -> piece.after(before).forEach(placed -> read.add(placed.change())));
      from = found.pieces().getLast().number() + 1;
    } while (!found.isAll());

    assertEquals(all, read);
  }

  @Test
  void whatIsOldIsPurgedFromTheBeginningAndSaid() {
    while (changes.purge(NOON.plusSeconds(1), 100) > 0) {
      // What other tests have left.
    }
    append(NOON, account, event(1));
    append(NOON, account, event(2));
    append(NOON.plusSeconds(60), account, event(3));
    append(NOON, account, event(4));
    long last = changes.extent().last();

    assertEquals(1, changes.purge(NOON.plusSeconds(1), 1));
    assertEquals(1, changes.purge(NOON.plusSeconds(1), 100), "not past one that is younger");

    assertEquals(last, changes.extent().last());
    Found left = changes.read(account, 0, last);
    assertEquals(2, left.pieces().size());
    assertTrue(left.pieces().getFirst().number() > changes.extent().floor());
    assertEquals(2, changes.purge(NOON.plusSeconds(61), 100));
    assertEquals(new Extent(last, last), changes.extent(), "the end stays where it is");
  }
}
