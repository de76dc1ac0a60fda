package dev.inlet;

import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one account's track calls at a rate that does not ask how fast they are answered, as far as
 * its connections carry them.
 */
final class OpenLoop implements AutoCloseable {
  private static final long MOST_TO_CATCH_UP = TimeUnit.SECONDS.toNanos(1);
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** One answer: its status, and how long after the call was due it came. */
  record Answered(int status, long nanos) {}

  private static final String NOW = "";
  private static final String LONG_AGO = ",\"timestamp\":\"2020-03-01T12:00:00Z\"";

  private final String clock;
  private final ConcurrentLinkedQueue<Answered> answers = new ConcurrentLinkedQueue<>();
  private final List<CallConnection> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * Starts sending.
   *
   * @param connections how many calls may wait for their answer at a time: one on each
   * @param callsPerSecond on all of them together
   */
  OpenLoop(int port, String key, int connections, int callsPerSecond) throws IOException {
    this(port, key, connections, callsPerSecond, NOW);
  }

  /** Starts to send calls of years ago, each as soon as the last on its connection is answered. */
  static OpenLoop replaying(int port, String key, int connections) throws IOException {
    return new OpenLoop(port, key, connections, Integer.MAX_VALUE, LONG_AGO);
  }

  private OpenLoop(int port, String key, int connections, int callsPerSecond, String clock)
      throws IOException {
    this.clock = clock;
    long pause = TimeUnit.SECONDS.toNanos(connections) / callsPerSecond;
    for (int i = 0; i < connections; i++) {
      var connection = new CallConnection(port, key);
      long first = System.nanoTime() + pause * i / connections;
      this.connections.add(connection);
      threads.add(Thread.ofVirtual().start(() -> send(connection, first, pause)));
    }
  }

  private void send(CallConnection connection, long first, long pause) {
    long due = first;
    try {
      while (!stopping) {
        LockSupport.parkNanos(due - System.nanoTime());
        Reply reply = connection.post(call());
        long now = System.nanoTime();
        answers.add(new Answered(reply.status(), now - due));
        // What is late is sent at once, and its delay counts; but no more of it is caught up.
        due = Math.max(due + pause, now - MOST_TO_CATCH_UP);
      }
    } catch (IOException e) {
      // The test ends: its connections are closed.
    }
  }

  private String call() {
    return "{\"type\":\"track\",\"messageId\":\"m%d\",\"userId\":\"u\",\"event\":\"e\"%s}"
        .formatted(NUMBERS.incrementAndGet(), clock);
  }

  /** The answers that have come since this was asked last. */
  List<Answered> drain() {
    var drained = new ArrayList<Answered>();
    for (Answered one = answers.poll(); one != null; one = answers.poll()) {
      drained.add(one);
    }
    return drained;
  }

  /** How often each status was answered. */
  static Map<Integer, Long> statuses(List<Answered> answers) {
    Map<Integer, Long> statuses = new TreeMap<>();
    answers.forEach(one -> statuses.merge(one.status(), 1L, Long::sum));
    return statuses;
  }

  /** In milliseconds, the time within which such a part of the answers came. */
  static double quantile(List<Answered> answers, double part) {
    long[] sorted = answers.stream().mapToLong(Answered::nanos).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    for (CallConnection connection : connections) {
      connection.close();
    }
    threads.forEach(Thread::interrupt);
  }
}
