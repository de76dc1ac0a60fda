package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.Load.Answered;
import dev.inlet.operate.Cursor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Somebody who did hundreds of thousands of things, or millions: listed first, then erased. */
@OnEveryDatabase
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class HeavyContactIT {
  private static final int EVENTS = Extent.of(100_000, 4_000_000);
  private static final int PAGES = 5_000;
  private static final int OF_OTHERS = 1_000;
  private static final int IDS = 2_000;
  private static final int CALLS = 20;
  private static final int TRIES = 10;
  private static final String HEAVY = "heavy";
  private static final long USER = 50_000;

  private static final Duration LISTED_WITHIN = Duration.ofMillis(300);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

  /** The answer to an erasure waits for five seconds, in case it is completed then. */
  private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(10);

  private static final Duration ERASED_WITHIN = Duration.ofMinutes(Extent.of(5, 60));

  private static InletProcess inlet;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void fill(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Map<String, Object> place = kind.fresh(folder);
    Stores.open(place).close();
    String account = InletProcess.ACCOUNT;
    new ManyRows(place)
        .makeRoom()
        .activities("event", account, "'u:heavy'", "2 * x", EVENTS, "'{\"a\":1}'")
        .activities("event", account, "'u:other'", "2 * x + 1", OF_OTHERS, "'{\"a\":1}'")
        .activities("page_view", account, "'u:heavy'", "2 * x", PAGES, "'{\"a\":1}'")
        .people(account, USER, 1, "'u:heavy'", "'[]'")
        .people(account, USER + 1, IDS, "CONCAT('a:', x)", "'[]'")
        .contacts(account, USER, 1)
        .links(USER, USER + 1, IDS)
        .analyzed();
    inlet = new InletProcess(folder, place);
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      for (int i = 0; i < CALLS; i++) {
        String call =
            "{\"type\":\"track\",\"userId\":\"heavy\",\"event\":\"e\",\"messageId\":\"h%d\"}";
        assertEquals(2, connection.post(call.formatted(i)).status() / 100);
      }
    }
    inlet.awaitProcessed();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    inlet.close();
  }

  @Test
  @Order(1)
  void itsEventsAreListedPageByPageByAnIndex() throws IOException {
    String middle = Cursor.write(EVENTS);
    Duration first = fastest("/events?contact=heavy", 50);
    Duration inTheMiddle = fastest("/events?contact=heavy&cursor=" + middle, 50);
    Duration ofAll = fastest("/events?limit=200", 200);
    Duration shown = fastest("/contacts", 0);
    Figures.note(
        "large lists",
        "%s, a contact with %,d events and %,d ids: first page %d ms, one in the middle %d ms, all"
            + " events %d ms, contacts %d ms",
        kind,
        EVENTS,
        IDS,
        first.toMillis(),
        inTheMiddle.toMillis(),
        ofAll.toMillis(),
        shown.toMillis());
    assertTrue(first.compareTo(LISTED_WITHIN) < 0, first::toString);
    assertTrue(inTheMiddle.compareTo(LISTED_WITHIN) < 0, inTheMiddle::toString);
    assertTrue(ofAll.compareTo(LISTED_WITHIN) < 0, ofAll::toString);
  }

  /** The fastest of some, since other work may be going on. */
  private static Duration fastest(String path, int items) throws IOException {
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = inlet.ask(path);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertEquals(200, answer.statusCode(), answer::body);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
      if (items > 0) {
        assertEquals(items, new JsonMapper().readTree(answer.body()).get("events").size());
      }
    }
    return fastest;
  }

  @Test
  @Order(2)
  void itIsErasedInPiecesWhileCallsAreAnswered() throws Exception {
    var load =
        new Load(inlet.publicPort(), InletProcess.KEY, 2, new AtomicLong(), Duration.ofMillis(20));
    long start = System.nanoTime();
    HttpResponse<String> answer = inlet.delete(HEAVY);
    Duration told = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(told.compareTo(RECEIPT_WITHIN) < 0, told::toString);
    assertEquals(404, inlet.ask("/contacts/heavy").statusCode());
    Thread.sleep(2_000);
    load.close();

    inlet.kill();
    inlet.start();
    boolean isUnfinished = receipt().get("completedAt").isNull();
    inlet.await(
        "the erasure is completed", ERASED_WITHIN, () -> !receipt().get("completedAt").isNull());
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    JsonNode removed = receipt().get("removed");
    assertEquals(EVENTS + CALLS, removed.get("events").asInt());
    assertEquals(PAGES, removed.get("pages").asInt());
    assertEquals(IDS + 1, removed.get("ids").asInt());
    assertEquals(1, removed.get("contacts").asInt());
    assertEquals(CALLS, removed.get("calls").asInt());
    assertEquals(0, events("heavy"));
    assertTrue(events("other") > 0);
    assertIsNeverHeldUp(load);
    Figures.note(
        "erasing",
        "%s, %,d events: answered after %d ms, %s when it was killed, done after %d s; %,d calls"
            + " meanwhile, the slowest %d ms",
        kind,
        EVENTS,
        told.toMillis(),
        isUnfinished ? "unfinished" : "done",
        took.toSeconds(),
        load.answers().size(),
        slowest(load).toMillis());
  }

  private static void assertIsNeverHeldUp(Load load) {
    List<Answered> refused =
        load.answers().stream().filter(answer -> !answer.isAcknowledged()).toList();
    assertEquals(List.of(), refused);
    assertFalse(load.answers().isEmpty());
    assertTrue(slowest(load).compareTo(ANSWERED_WITHIN) < 0, () -> slowest(load).toString());
  }

  private static Duration slowest(Load load) {
    return load.answers().stream().map(Answered::took).max(Duration::compareTo).orElseThrow();
  }

  private static JsonNode receipt() {
    return inlet.all("erasures").getFirst();
  }

  private static int events(String contact) throws IOException {
    HttpResponse<String> answer = inlet.ask("/events?contact=" + contact);
    return new JsonMapper().readTree(answer.body()).get("events").size();
  }
}
