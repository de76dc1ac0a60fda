package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.account.Account;
import dev.inlet.account.Sender;
import dev.inlet.activity.Event;
import dev.inlet.activity.Stored;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Progress;
import dev.inlet.listing.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class RestartIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private Map<String, Object> place;

  @BeforeEach
  void newPlace() {
    place = kind.fresh(folder);
  }

  @Test
  void everythingIsThereAfterARestart() {
    String key;
    List<String> before;
    try (RunningInlet inlet = start()) {
      key = inlet.newKey("acme");
      for (String call :
          List.of(
              "{\"type\":\"identify\",\"messageId\":\"1\",\"userId\":\"u\",\"anonymousId\":\"x\","
                  + "\"traits\":{\"email\":\"a@b.c\",\"n\":1.10}}",
              "{\"type\":\"group\",\"messageId\":\"2\",\"userId\":\"u\",\"groupId\":\"g\"}",
              "{\"type\":\"track\",\"messageId\":\"3\",\"userId\":\"u\",\"event\":\"e\"}",
              "{\"type\":\"page\",\"messageId\":\"4\",\"anonymousId\":\"x\",\"name\":\"p\"}")) {
        assertEquals(2, inlet.deliver(key, call).status() / 100);
      }
      assertEquals(400, inlet.deliver(key, "{\"type\":\"track\"}").status());
      inlet.await("/api/accounts/acme/deliveries?status=200", a -> a.at("/deliveries").size() == 4);
      inlet.await("/api/accounts/acme/deliveries?status=400", a -> a.at("/deliveries").size() == 1);
      before = shown(inlet);
    }
    try (RunningInlet inlet = start()) {
      assertEquals(before, shown(inlet));
      String repeated = "{\"type\":\"track\",\"messageId\":\"3\",\"userId\":\"u\",\"event\":\"e\"}";
      assertEquals(200, inlet.deliver(key, repeated).status());
      assertEquals(1, inlet.admin("GET", "/api/accounts/acme/events").at("/events").size());
    }
  }

  @Test
  void aTailThatWasNeverProcessedIsDoneOnceAtTheNextStart() {
    try (Stores stores = Stores.open(place)) {
      stores.accounts().create(new Account("acme", "Acme", false, NOON));
    }
    appendBehindTheProcessorsBack(700);
    for (int start = 0; start < 2; start++) {
      try (Stores stores = Stores.open(place)) {
        Eventually.become("all is processed", () -> stores.progress().mark() == 700);
        assertEquals(
            IntStream.rangeClosed(501, 700).mapToObj(i -> "m" + i).toList().reversed(),
            newestEvents(stores));
        assertEquals(700, count(stores));
      }
    }
  }

  @Test
  void whatIsProcessedTwiceAfterTheMarkWasSetBackIsStoredOnce() {
    try (Stores stores = Stores.open(place)) {
      stores.accounts().create(new Account("acme", "Acme", false, NOON));
    }
    appendBehindTheProcessorsBack(300);
    try (Stores stores = Stores.open(place)) {
      Eventually.become("all is processed", () -> stores.progress().mark() == 300);
      setBack(stores.progress(), 100);
    }
    try (Stores stores = Stores.open(place)) {
      Eventually.become("all is processed", () -> stores.progress().mark() == 300);
      assertEquals(300, count(stores));
    }
  }

  private static void setBack(Progress progress, long mark) {
    progress.inTransaction(
        () -> {
          progress.lockMark();
          progress.moveMark(mark);
          return null;
        });
  }

  /** As if the process had been killed between the two. */
  private void appendBehindTheProcessorsBack(int calls) {
    try (Stores stores = Stores.open(place)) {
      stores.journal().append(IntStream.rangeClosed(1, calls).mapToObj(RestartIT::entry).toList());
      Eventually.become("it is journaled", () -> stores.journal().last() == calls);
    }
  }

  private static JournalEntry entry(int number) {
    String body =
        "{\"type\":\"track\",\"messageId\":\"m%d\",\"userId\":\"u\",\"event\":\"e\"}"
            .formatted(number);
    return new JournalEntry(
        "acme",
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "m" + number,
        NOON,
        null,
        body.getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  private static List<String> newestEvents(Stores stores) {
    return stores.activities().events("acme", null, Window.newest(200)).items().stream()
        .map(stored -> stored.activity().common().messageId())
        .toList();
  }

  private static int count(Stores stores) {
    int count = 0;
    Long before = Long.MAX_VALUE;
    while (before != null) {
      var page = stores.activities().events("acme", null, new Window(before, 200));
      for (Stored<Event> stored : page.items()) {
        assertEquals("e", stored.activity().name());
        count++;
      }
      before = page.next();
    }
    return count;
  }

  private RunningInlet start() {
    return RunningInlet.in(folder).with(place).start();
  }

  /** What is shown, but for how long answers took, which an instance knows of itself alone. */
  private static List<String> shown(RunningInlet inlet) {
    return List.of(
            "",
            "/acme/keys",
            "/acme/contacts",
            "/acme/companies",
            "/acme/events",
            "/acme/pages",
            "/acme/deliveries")
        .stream()
        .map(path -> inlet.admin("GET", "/api/accounts" + path).body())
        .map(body -> body.replaceAll("\"millis\":[0-9.]+", "\"millis\":null"))
        .toList();
  }
}
