package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import dev.inlet.process.Processor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A database that fails for a while under load. Every answer must come in time and be 2xx or 503,
 * and Inlet must take calls again by itself as soon as the database is back.
 */
final class Outage implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** Breaks the database, or mends it. */
  @FunctionalInterface
  interface Act {
    void happen() throws Exception;
  }

  private final RunningInlet inlet;
  private final String coldKey;
  private final Load load;
  private Duration slowestRecovery = Duration.ZERO;

  /** Puts a server under load, and keeps a key that it has never seen. */
  Outage(RunningInlet inlet) throws InterruptedException {
    this.inlet = inlet;
    String key = inlet.newKey("acme");
    this.coldKey = inlet.newKey("other");
    this.load = new Load(inlet.publicPort(), key, CONNECTIONS, new AtomicLong(), PAUSE);
    Thread.sleep(WARM_UP);
  }

  /** Breaks the database for a while, and returns when calls are acknowledged again. */
  void during(Act fault, Duration time, Act mend) throws Exception {
    fault.happen();
    long end = System.nanoTime() + time.toNanos();
    asksWithOtherKeys();
    Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    mend.happen();
    long mended = System.nanoTime();
    Eventually.become("calls are acknowledged again", () -> acknowledgedAfter(mended));
    Duration recovery = Duration.ofNanos(System.nanoTime() - mended);
    slowestRecovery = recovery.compareTo(slowestRecovery) > 0 ? recovery : slowestRecovery;
  }

  private boolean acknowledgedAfter(long moment) {
    return load.answers().stream()
        .anyMatch(answer -> answer.isAcknowledged() && answer.asked() > moment);
  }

  /**
   * A good key that is not cached, and one that nobody knows. Neither may be told a wrong thing.
   */
  private void asksWithOtherKeys() throws IOException {
    asks(coldKey, Set.of(200, 202, 503));
    asks("nobody-knows-" + System.nanoTime(), Set.of(401, 503));
  }

  private void asks(String key, Set<Integer> allowed) throws IOException {
    try (var connection = new CallConnection(inlet.publicPort(), key)) {
      long asked = System.nanoTime();
      CallConnection.Reply reply =
          connection.post("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}");
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      assertTrue(allowed.contains(reply.status()), reply.toString());
      assertTrue(took.compareTo(ANSWERS_WITHIN) <= 0, "after " + took);
    }
  }

  /** Ends the load, notes what it was answered, and holds it against what is stored. */
  void settle(String what) {
    load.close();
    List<Answered> answers = load.answers();
    List<Answered> refused = answers.stream().filter(answer -> !answer.isAcknowledged()).toList();
    Duration slowest = answers.stream().map(Answered::took).max(Duration::compareTo).orElseThrow();
    Figures.note(
        "database away",
        "%s: %,d acknowledged, %,d refused with 503, slowest answer (p100) %d ms,"
            + " first 2xx %d ms after it was back",
        what,
        answers.size() - refused.size(),
        refused.size(),
        slowest.toMillis(),
        slowestRecovery.toMillis());
    assertEquals(List.of(), load.broken());
    assertEquals(0, load.unanswered());
    for (Answered answer : refused) {
      assertEquals(503, answer.reply().status(), answer.toString());
      assertTrue(answer.reply().body().contains("\"message\":\""), answer.toString());
    }
    assertTrue(slowest.compareTo(ANSWERS_WITHIN) <= 0, "slowest answer " + slowest);
    assertTrue(slowestRecovery.compareTo(RECOVERS_WITHIN) <= 0, "back after " + slowestRecovery);
    Processor processor = inlet.context().getBean(Processor.class);
    Eventually.become(
        "every call is processed", Duration.ofSeconds(30), () -> processor.lag() == 0);
    books().balance(list -> inlet.all("acme", list));
  }

  /** What was acknowledged. */
  Books books() {
    var books = new Books();
    books.enter(load);
    return books;
  }

  /** Everything that was answered so far. */
  List<Answered> answers() {
    return load.answers();
  }

  @Override
  public void close() {
    load.close();
  }
}
