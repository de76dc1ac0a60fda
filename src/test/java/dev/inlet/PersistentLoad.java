package dev.inlet;

import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends calls as Segment does: each again and again, over a new connection if need be, until it is
 * acknowledged. Only its patience is shorter.
 */
final class PersistentLoad implements AutoCloseable {
  private static final long REFUSED_MILLIS = 20;
  private static final long PAUSE_MILLIS = Extent.of(20, 1);
  private static final long REST_NANOS = 20_000_000;

  private final int port;
  private final List<Thread> senders = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean stopping;

  PersistentLoad(int port, int connections) {
    this.port = port;
    for (int i = 0; i < connections; i++) {
      senders.add(Thread.ofVirtual().start(this::send));
    }
  }

  private void send() {
    String call = null;
    while (call != null || !stopping) {
      try (var connection = new CallConnection(port, InletProcess.KEY)) {
        for (boolean isOpen = true; isOpen && (call != null || !stopping); ) {
          call = call == null ? newCall() : call;
          Reply reply = connection.post(json(call));
          isOpen = !reply.isLast();
          call = isAcknowledged(reply, call) ? null : call;
          Thread.sleep(call == null ? PAUSE_MILLIS : REFUSED_MILLIS);
        }
      } catch (IOException e) {
        unanswered.incrementAndGet();
        LockSupport.parkNanos(REST_NANOS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private String newCall() {
    return "m" + numbers.incrementAndGet();
  }

  private static String json(String messageId) {
    return "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"u\",\"event\":\"e\"}"
        .formatted(messageId);
  }

  private boolean isAcknowledged(Reply reply, String messageId) {
    statuses.computeIfAbsent(reply.status(), first -> new AtomicInteger()).incrementAndGet();
    return reply.status() / 100 == 2 && acknowledged.add(messageId);
  }

  /** Returns when every call that was begun is acknowledged. */
  @Override
  public void close() throws InterruptedException {
    stopping = true;
    for (Thread sender : senders) {
      sender.join();
    }
  }

  /** The messageIds that were acknowledged. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How often each status was answered. */
  Map<Integer, AtomicInteger> statuses() {
    return statuses;
  }

  /** How many connections ended without an answer. */
  int unanswered() {
    return unanswered.get();
  }
}
