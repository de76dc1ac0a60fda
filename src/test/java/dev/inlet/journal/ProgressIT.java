package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.Person;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.time.Instant;
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

@OnEveryDatabase
@NullUnmarked
class ProgressIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;

  @Given(per = Per.TEST)
  private Stores stores;

  private Progress progress;

  @BeforeEach
  void find() {
    progress = stores.progress();
  }

  @Test
  void theMarkStartsAtZeroAndMoves() {
    assertEquals(0, progress.mark());
    moveTo(17);
    assertEquals(17, progress.mark());
  }

  @Test
  void theMarkIsThereAfterReopening() {
    moveTo(17);
    stores.reopen();
    assertEquals(17, stores.progress().mark());
  }

  @Test
  void workAnswersThroughTheTransaction() {
    assertEquals("done", progress.inTransaction(() -> "done"));
  }

  @Test
  void anExceptionLeavesNothingOfTheBatch() {
    String account = stores.newAccount();
    var thrown =
        assertThrows(
            CallRejected.class,
            () ->
                progress.inTransaction(
                    () -> {
                      progress.lockMark();
                      writeEverything(account);
                      progress.moveMark(99);
                      throw new IllegalStateException("a crash");
                    }));
    assertEquals("a crash", thrown.getCause().getMessage());
    assertEquals(0, progress.mark());
    assertTrue(stores.contacts().find(account, "u").isEmpty());
    assertTrue(stores.companies().list(account, null, Window.newest(9)).items().isEmpty());
    assertTrue(stores.activities().events(account, null, Window.newest(9)).items().isEmpty());
    writeEverything(account);
    assertTrue(stores.contacts().find(account, "u").isPresent());
  }

  @Test
  void everythingOfACommittedBatchIsThere() {
    String account = stores.newAccount();
    progress.inTransaction(
        () -> {
          progress.lockMark();
          writeEverything(account);
          progress.moveMark(99);
          return null;
        });
    assertEquals(99, progress.mark());
    assertTrue(stores.contacts().find(account, "u").isPresent());
    assertEquals(1, stores.companies().list(account, null, Window.newest(9)).items().size());
    assertEquals(1, stores.activities().events(account, null, Window.newest(9)).items().size());
  }

  @Test
  void dataThatTheStoreRefusesIsTheCallsFault() {
    String account = stores.newAccount();
    assertThrows(
        CallRejected.class,
        () ->
            progress.inTransaction(
                () -> {
                  stores.activities().addEvents(account, List.of(event("m".repeat(601))));
                  return null;
                }));
  }

  @Test
  void whatTheWorkThrowsOfItselfIsTheCallsFault() {
    for (Error error : List.of(new StackOverflowError(), new AssertionError())) {
      var thrown =
          assertThrows(
              CallRejected.class,
              () ->
                  progress.inTransaction(
                      () -> {
                        throw error;
                      }));
      assertTrue(thrown.reason().startsWith("Processing failed: "), thrown.reason());
      assertTrue(thrown.reason().contains(error.getClass().getSimpleName()), thrown.reason());
    }
  }

  @Test
  void aDatabaseThatIsAwayIsNoCallsFault() {
    stores.close();

    var thrown =
        assertThrows(RuntimeException.class, () -> progress.inTransaction(progress::lockMark));
    assertFalse(thrown instanceof CallRejected, thrown::toString);
    stores.reopen();
  }

  @Test
  void triesOfOneCallAreCountedUntilAnotherIsTried() {
    assertEquals(0, progress.noteTry(7));
    assertEquals(1, progress.noteTry(7));
    stores.reopen();
    progress = stores.progress();

    assertEquals(2, progress.noteTry(7));
    assertEquals(0, progress.noteTry(8));
    assertEquals(0, progress.noteTry(7));
  }

  @Test
  void aSecondBatchWaitsUntilTheFirstHasMovedTheMark() throws Exception {
    var locked = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Long> first =
          threads.submit(
              () ->
                  progress.inTransaction(
                      () -> {
                        long mark = progress.lockMark();
                        locked.countDown();
                        await(mayEnd);
                        progress.moveMark(10);
                        return mark;
                      }));
      assertTrue(locked.await(10, TimeUnit.SECONDS));
      Future<Long> second = threads.submit(() -> progress.inTransaction(progress::lockMark));
      Thread.sleep(100);
      assertTrue(!second.isDone(), "the mark is locked");
      mayEnd.countDown();
      assertEquals(0, first.get(10, TimeUnit.SECONDS));
      assertEquals(10, second.get(10, TimeUnit.SECONDS));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void moveTo(long mark) {
    progress.inTransaction(
        () -> {
          progress.lockMark();
          progress.moveMark(mark);
          return null;
        });
  }

  private void writeEverything(String account) {
    var stamp = new Stamp(NOON, "m");
    stores
        .contacts()
        .apply(
            account,
            Allowance.unbounded(),
            List.of(
                new ContactChange.Identified(Person.user("u"), Map.of("a", "1"), Map.of(), stamp)));
    stores
        .companies()
        .apply(
            account,
            Allowance.unbounded(),
            List.of(new CompanyChange("g", Person.user("u"), Map.of(), Map.of(), stamp)));
    stores.activities().addEvents(account, List.of(event("m")));
  }

  private static NewActivity<Event> event(String messageId) {
    var common = new Common(new Identity("u", null), messageId, NOON);
    return new NewActivity<>(1, NOON, new Event(common, "e", null, null, null, "{}"));
  }
}
