package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.journal.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What is answered 200 is seen by whoever reads next, although it may be written later. */
@OnEveryDatabase
@NullUnmarked
class ReadAfterAnswerIT {
  private static final int CONNECTIONS = 8;
  private static final int CALLS = 40;

  @Parameter DatabaseKind kind;

  @Given private RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  private Answer identify(String userId, int value) {
    return inlet.deliver(
        key,
        "{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"n\":%d}}".formatted(userId, value));
  }

  private Answer contact(String userId) {
    return inlet.admin("GET", "/api/accounts/%s/contacts/%s".formatted(account, userId));
  }

  @Test
  void everyReadThatFollowsA200SeesItUnderLoad() throws Exception {
    var processed = new AtomicInteger();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        String userId = "u" + connection;
        ends.add(senders.submit(() -> sendAndRead(userId, processed)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    assertTrue(processed.get() > CALLS, "answered 200: " + processed.get());
    Figures.note(
        "reads",
        "%d calls of %d were answered 200 on %s, and each was seen by the read that followed",
        processed.get(),
        CONNECTIONS * CALLS,
        kind);
  }

  private void sendAndRead(String userId, AtomicInteger processed) {
    for (int i = 1; i <= CALLS; i++) {
      if (identify(userId, i).status() == 200) {
        processed.incrementAndGet();
        assertEquals(i, contact(userId).at("/traits/n").asInt(), userId);
      }
    }
  }

  @Test
  void theConsoleAndTheListsSeeItToo() {
    assertEquals(200, identify("seen", 1).status());
    assertTrue(
        inlet
            .admin("GET", "/api/accounts/%s/deliveries?status=200".formatted(account))
            .body()
            .contains("identify"));
    assertEquals(200, identify("erased", 1).status());
    Answer erased = inlet.admin("DELETE", "/api/accounts/%s/contacts/erased".formatted(account));
    assertEquals(200, erased.status());
    assertEquals(404, contact("erased").status());
  }

  @Test
  void callsThatNobodyReadsAreWrittenTogetherAndSoon() {
    Progress progress = inlet.context().getBean(Progress.class);
    for (int i = 0; i < 5 * CALLS; i++) {
      identify("first", i); // until a call costs what it usually does, by which calls are gathered
    }
    contact("first");

    var marks = new ArrayList<Long>();
    for (int i = 0; i < CALLS; i++) {
      assertEquals(200, identify("together", i).status());
      marks.add(progress.mark());
    }
    long written = marks.stream().distinct().count();
    RunningInlet.await(progress::mark, mark -> mark >= marks.getFirst() + CALLS - 1);

    if (kind == DatabaseKind.H2) {
      assertTrue(written < CALLS / 2, written + " transactions for " + CALLS + " calls");
    }
    Figures.note("reads", "%d calls in turn took %d transactions on %s", CALLS, written, kind);
  }

  @Test
  void aRepeatInTheSameMomentHasNoEffect() {
    String call =
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"%s\"}"
            .formatted(account);
    assertEquals(200, inlet.deliver(key, call).status());
    assertEquals(200, inlet.deliver(key, call).status());
    assertEquals(1, inlet.all(account, "events").size());
  }
}
