package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import dev.inlet.crash.CrashPoint;
import dev.inlet.crash.CrashPoint.Side;
import dev.inlet.crash.Step;
import dev.inlet.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A crash before and after each step of a subscriber's round, under load, while it refuses one in
 * five. To repeat the same crashes, run with {@code -Dseed=} and the number named.
 */
@NullUnmarked
class ForwardCrashIT {
  private static final int ROUNDS = Extent.of(1, 5);
  private static final int CONNECTIONS = 4;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(8, 2));
  private static final int REFUSED = 5;
  private static final Duration DIES_WITHIN = Duration.ofSeconds(90);
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(120);

  @TempDir private Path folder;

  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Set<String>> taken = new HashMap<>();

  static Stream<DatabaseKind> kinds() {
    return Stream.of(DatabaseKind.values()).limit(Extent.of(1, 2));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyChangeArrivesInOrderWhereverTheProcessDies(DatabaseKind kind) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    List<CrashPoint> points = points(kind, new Random(seed));
    var numbers = new AtomicLong();
    var books = new Books();
    Map<String, Object> place = new HashMap<>(kind.fresh(folder));
    place.put("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    place.put("inlet.forward.allow-private", "true");
    try (var receiver = new Receiver();
        InletProcess inlet = InletProcess.crashable(folder, place);
        var feed = new FeedFollower(inlet.consolePort())) {
      receiver.answers(exchange -> answer(receiver, exchange));
      inlet.subscribe(receiver.url(), "event.received");
      for (CrashPoint point : points) {
        inlet.crashAt(point);
        var load = new Load(inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
        assertEquals(CrashPoint.EXIT_CODE, inlet.awaitEnd(DIES_WITHIN), "dies " + point);
        load.close();
        books.enter(load);
        inlet.startCrashable();
      }
      inlet.awaitProcessed();
      books.balance(inlet::all);
      int changes = feed.balance(inlet.all("events"), inlet.all("pages"));
      Map<String, List<String>> expected = feed.eventsByUser();
      Eventually.equal(
          ARRIVES_WITHIN, expected, this::inOrder, () -> inlet.json("/api/subscriptions"));
      Figures.note(
          "crashes",
          "at %d named points of a subscriber's rounds on %s (-Dseed=%d): of %,d changes it had all"
              + " %,d events, in order",
          points.size(),
          kind,
          seed,
          changes,
          expected.values().stream().mapToInt(List::size).sum());
    }
  }

  private synchronized void answer(Receiver receiver, HttpExchange exchange) throws IOException {
    if (requests.incrementAndGet() % REFUSED == 0) {
      Receiver.status(exchange, 500);
      return;
    }
    Receiver.Received received = receiver.of(exchange);
    taken
        .computeIfAbsent(
            received.json().at("/data/event/contactId").asText(), id -> new LinkedHashSet<>())
        .add(received.messageId());
    Receiver.status(exchange, 200);
  }

  private synchronized Map<String, List<String>> inOrder() {
    Map<String, List<String>> inOrder = new HashMap<>();
    taken.forEach((contact, messages) -> inOrder.put(contact, List.copyOf(messages)));
    return inOrder;
  }

  private static List<CrashPoint> points(DatabaseKind kind, Random random) {
    var points = new ArrayList<CrashPoint>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Step step : Step.values()) {
        for (Side side : Side.values()) {
          if (step.isOfForwarding() && step.isTakenOn(kind)) {
            points.add(new CrashPoint(side, step, 1 + random.nextInt(3)));
          }
        }
      }
    }
    return points;
  }
}
