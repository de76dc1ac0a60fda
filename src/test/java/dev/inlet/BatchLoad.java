package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends batches of track calls over one connection until told to stop. */
final class BatchLoad implements AutoCloseable {
  private static final int CALLS = 10;
  private static final String PREFIX = "batch";
  private static final long PAUSE_MILLIS = Extent.of(20, 5);
  private static final long REST_NANOS = 20_000_000;

  private final int port;
  private final String key;
  private final AtomicLong numbers;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread sender;
  private volatile boolean stopping;

  /**
   * Starts sending.
   *
   * @param numbers where messageIds come from
   */
  BatchLoad(int port, String key, AtomicLong numbers) {
    this.port = port;
    this.key = key;
    this.numbers = numbers;
    sender = Thread.ofVirtual().start(this::send);
  }

  private void send() {
    while (!stopping) {
      try (var connection = new CallConnection(port, key, "/v1/batch")) {
        while (!stopping) {
          List<String> ids = ids(numbers.incrementAndGet());
          if (connection.post(batch(ids)).status() / 100 == 2) {
            acknowledged.addAll(ids);
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (IOException e) {
        LockSupport.parkNanos(REST_NANOS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static List<String> ids(long number) {
    return IntStream.range(0, CALLS)
        .mapToObj(place -> "%s%d-%d".formatted(PREFIX, number, place))
        .toList();
  }

  private static String batch(List<String> ids) {
    return ids.stream()
        .map(
            id ->
                "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"u%s\",\"event\":\"e\"}"
                    .formatted(id, id.substring(id.indexOf('-'))))
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  /** The messageIds of all calls in the batches that were acknowledged. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Of a batch either all calls are among these messages, or none. */
  static void areWhole(List<String> messageIds) {
    Map<String, Long> sizes =
        messageIds.stream()
            .filter(id -> id.startsWith(PREFIX))
            .map(id -> id.substring(0, id.indexOf('-')))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    sizes.forEach((batch, size) -> assertEquals(CALLS, size, "calls of " + batch));
  }

  /** Ends when the batch at hand is answered or has failed. */
  @Override
  public void close() {
    stopping = true;
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
