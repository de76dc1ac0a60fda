package dev.inlet.bench;

import java.util.ArrayDeque;
import java.util.Queue;

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

  /** As many calls as the server can take: each connection sends again when it is answered. */
  static final class Full extends Load {
    private final Window window;

    Full(SegmentCalls calls, Measurement measurement, Window window) {
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
   * Calls that come when they come, whether or not the server keeps up. One that finds no free
   * connection waits for it, and its latency counts from when it was due.
   */
  static final class Paced extends Load {
    private final Queue<CallConnection> idle = new ArrayDeque<>();
    private final Queue<Long> waiting = new ArrayDeque<>();

    Paced(SegmentCalls calls, Measurement measurement) {
      super(calls, measurement);
    }

    void due(long due) {
      waiting.add(due);
      CallConnection connection = idle.poll();
      if (connection != null) {
        idle(connection);
      }
    }

    @Override
    void idle(CallConnection connection) {
      if (!connection.isOpen()) {
        return;
      }
      Long due = waiting.poll();
      if (due == null) {
        idle.add(connection);
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
