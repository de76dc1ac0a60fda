package dev.inlet.bench.load;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a connection sends its next call, and keeps account of the answers. Everything here
 * happens on the load generator's one event loop.
 *
 * <p>A connection that breaks is not opened again: the benchmark keeps within HTTP, so the server
 * has no reason to close it, and the calls lost by it are reported.
 */
abstract sealed class Load {
  private final SegmentCalls calls;
  private final Measurement measurement;
  private int pending;

  private Load(SegmentCalls calls, Measurement measurement) {
    this.calls = calls;
    this.measurement = measurement;
  }

  /** This connection is free to send. */
  abstract void idle(CallConnection connection);

  /** How many calls are due and not yet answered. */
  int pending() {
    return pending;
  }

  final void send(CallConnection connection, long due) {
    pending++;
    connection.send(calls, due);
  }

  final void answered(CallConnection connection, int status, long due) {
    pending--;
    measurement.answered(status, due, System.nanoTime());
    idle(connection);
  }

  final void closed(boolean waiting) {
    if (waiting) {
      pending--;
      measurement.unanswered(1);
      measurement.broken(new IllegalStateException("A connection closed in mid-call"));
    }
  }

  final void broken(Throwable cause) {
    measurement.broken(cause);
  }

  /** A closed loop, as many calls as are answered: each connection sends again when it may. */
  static final class Closed extends Load {
    private final Window window;

    Closed(SegmentCalls calls, Measurement measurement, Window window) {
      super(calls, measurement);
      this.window = window;
    }

    @Override
    void idle(CallConnection connection) {
      long now = System.nanoTime();
      if (!window.isOver(now)) {
        send(connection, now);
      }
    }
  }

  /**
   * An open loop: calls come when they come, whether or not the server keeps up. One that finds no
   * free connection waits for it, and its latency counts from when it was due. Instances take
   * turns, and of one the connection that was used last is used first, as in the pool of any
   * client.
   */
  static final class Open extends Load {
    private final Map<SocketAddress, Deque<CallConnection>> idle = new LinkedHashMap<>();
    private int turn;
    private final Queue<Long> waiting = new ArrayDeque<>();

    Open(SegmentCalls calls, Measurement measurement) {
      super(calls, measurement);
    }

    void due(long due) {
      waiting.add(due);
      List<Deque<CallConnection>> instances = List.copyOf(idle.values());
      turn++;
      for (int i = 0; i < instances.size(); i++) {
        CallConnection connection = open(instances.get((turn + i) % instances.size()));
        if (connection != null) {
          idle(connection);
          return;
        }
      }
    }

    private static @Nullable CallConnection open(Deque<CallConnection> idle) {
      CallConnection connection;
      do {
        connection = idle.poll();
      } while (connection != null && !connection.isOpen());
      return connection;
    }

    @Override
    void idle(CallConnection connection) {
      if (!connection.isOpen()) {
        return;
      }
      Long due = waiting.poll();
      if (due == null) {
        idle.computeIfAbsent(connection.instance(), any -> new ArrayDeque<>()).push(connection);
      } else {
        send(connection, due);
      }
    }

    @Override
    int pending() {
      return super.pending() + waiting.size();
    }
  }
}
