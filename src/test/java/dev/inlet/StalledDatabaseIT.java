package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Load.Answered;
import dev.inlet.process.Processor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL that hangs, and PostgreSQL that is gone, under load. */
class StalledDatabaseIT {
  private static final int CONNECTIONS = 32;
  private static final int WAITING_CALLS = 60;
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(5);
  private static final Pattern WAITING = Pattern.compile("\ninlet_calls_waiting ([0-9.]+)");

  @Test
  void callsAreRefusedInTimeAndTakenAgainByThemselves(@TempDir Path folder) throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port())) {
      RunningInlet.Setup setup =
          RunningInlet.in(folder).with("inlet.journal.waiting-calls", WAITING_CALLS);
      Map<String, Object> place =
          EmbeddedPostgresql.properties(
              "localhost", proxy.port(), EmbeddedPostgresql.newDatabaseName());
      place.forEach(setup::with);
      try (RunningInlet inlet = setup.start()) {
        String key = inlet.newKey("acme");
        String uncached = inlet.newKey("other");
        Thread.sleep(100);
        var numbers = new AtomicLong();
        var load = new Load(inlet.publicPort(), key, CONNECTIONS, numbers, Duration.ofMillis(20));
        Thread.sleep(1_500);

        long stalled = System.nanoTime();
        proxy.stall();
        refusesOtherKeysToo(inlet, uncached);
        Thread.sleep(3_000);
        long resumed = System.nanoTime();
        proxy.resume();
        Thread.sleep(RECOVERS_WITHIN.toMillis());
        long cut = System.nanoTime();
        proxy.cut();
        refusesOtherKeysToo(inlet, uncached);
        long mended = System.nanoTime();
        proxy.resume();
        Thread.sleep(RECOVERS_WITHIN.toMillis());
        load.close();

        List<Answered> answers = load.answers();
        Duration slowest =
            answers.stream().map(Answered::took).max(Duration::compareTo).orElseThrow();
        System.out.printf(
            "%d acknowledged, %d refused; slowest answer %d ms; back after %d ms and %d ms%n",
            answers.stream().filter(Answered::isAcknowledged).count(),
            answers.stream().filter(answer -> !answer.isAcknowledged()).count(),
            slowest.toMillis(),
            recovery(answers, resumed).toMillis(),
            recovery(answers, mended).toMillis());
        assertEquals(List.of(), load.broken());
        assertEquals(0, load.unanswered());
        for (Answered answer : answers) {
          if (!answer.isAcknowledged()) {
            assertEquals(503, answer.reply().status(), answer.toString());
            assertTrue(answer.reply().body().contains("\"message\":\""), answer.toString());
          }
        }
        assertEquals(List.of(), acknowledgedBetween(answers, stalled + 200_000_000L, resumed));
        assertTrue(slowest.compareTo(ANSWERS_WITHIN) <= 0, "slowest answer " + slowest);
        assertTrue(recovery(answers, resumed).compareTo(RECOVERS_WITHIN) <= 0);
        assertTrue(recovery(answers, mended).compareTo(RECOVERS_WITHIN) <= 0);
        assertTrue(cut > resumed);

        Processor processor = inlet.context().getBean(Processor.class);
        Eventually.become("every call is processed", () -> processor.lag() == 0);
        new Ledger(load.acknowledged(false), all(inlet, "events", "messageId"))
            .isBalanced("events");
        new Ledger(load.acknowledged(true), all(inlet, "contacts", "userId"))
            .isBalanced("contacts");
      }
    }
  }

  /** A good key that is not cached, and one that nobody knows, which cannot be told now. */
  private static void refusesOtherKeysToo(RunningInlet inlet, String uncached) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> asking = new ArrayList<>();
      for (String key : List.of(uncached, "nobody-knows-" + System.nanoTime())) {
        asking.add(threads.submit(() -> refused(inlet, key)));
      }
      for (Future<Duration> one : asking) {
        assertTrue(one.get().compareTo(ANSWERS_WITHIN) <= 0, "after " + one.get());
      }
    }
    Matcher waiting = WAITING.matcher(inlet.admin("GET", "/prometheus").body());
    assertTrue(waiting.find());
    assertTrue(Double.parseDouble(waiting.group(1)) <= WAITING_CALLS, waiting.group());
  }

  private static Duration refused(RunningInlet inlet, String key) throws Exception {
    try (var connection = new CallConnection(inlet.publicPort(), key)) {
      long asked = System.nanoTime();
      CallConnection.Reply reply =
          connection.post("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}");
      assertEquals(503, reply.status(), reply.toString());
      return Duration.ofNanos(System.nanoTime() - asked);
    }
  }

  private static List<Answered> acknowledgedBetween(List<Answered> answers, long from, long to) {
    return answers.stream()
        .filter(Answered::isAcknowledged)
        .filter(answer -> answer.asked() > from && answer.answered() < to)
        .toList();
  }

  /** How long after a moment the first call was acknowledged. */
  private static Duration recovery(List<Answered> answers, long since) {
    return answers.stream()
        .filter(answer -> answer.isAcknowledged() && answer.answered() > since)
        .map(answer -> Duration.ofNanos(answer.answered() - since))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private static List<String> all(RunningInlet inlet, String list, String name) {
    var texts = new ArrayList<String>();
    String cursor = "";
    while (true) {
      JsonNode page =
          inlet.admin("GET", "/api/accounts/acme/%s?limit=200%s".formatted(list, cursor)).json();
      page.get(list).forEach(item -> texts.add(item.get(name).asText()));
      if (page.get("nextCursor").isNull()) {
        return texts;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }
}
