package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls of 507 KB, all sent at once, each on a connection of its own. */
final class LargeCalls {
  /** How many a heap of 256 MB could not hold, with what they are read as. */
  static final int AT_ONCE = Extent.of(128, 256);

  private static final Duration IN_TIME = Duration.ofSeconds(3);
  private static final String BODY =
      "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"t%d\",\"properties\":{\"p\":\"%s\"}}";

  /** An answer, and how long after the whole call was sent it came. */
  private record Timed(int status, Duration took) {}

  private LargeCalls() {}

  /**
   * Sends them, and returns how often each status was answered: 2xx or 503, and nothing else. In
   * the long run, which has the machine to itself, that is within three seconds.
   */
  static Map<Integer, Long> send(InletProcess inlet, String where) throws Exception {
    List<Timed> answers =
        together(
            IntStream.range(0, AT_ONCE)
                .mapToObj(number -> (Callable<Timed>) () -> send(inlet, number))
                .toList());
    Duration slowest = answers.stream().map(Timed::took).max(Duration::compareTo).orElseThrow();
    Map<Integer, Long> statuses =
        answers.stream()
            .map(Timed::status)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    Figures.note(
        "memory",
        "-Xmx256m, %s, %d calls of 507 KB at once: answered %s, the slowest after %d ms",
        where,
        AT_ONCE,
        statuses,
        slowest.toMillis());
    assertTrue(Set.of(200, 202, 503).containsAll(statuses.keySet()), statuses::toString);
    assertTrue(!Extent.isLong() || slowest.compareTo(IN_TIME) < 0, slowest::toString);
    return statuses;
  }

  private static Timed send(InletProcess inlet, int number) throws Exception {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      connection.write(BODY.formatted(number, "x".repeat(507 * 1024)));
      long sent = System.nanoTime();
      int status = connection.read().status();
      return new Timed(status, Duration.ofNanos(System.nanoTime() - sent));
    }
  }

  /** Does everything at once. */
  static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
