package dev.inlet.process;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.Footprint;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.WaitingRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal's newest calls, still in memory, and the requests that wait for them. What does not
 * fit is read from the journal when its turn comes.
 */
final class Tail {
  private static final int CAPACITY = 8_192;

  /** A call, and how much memory it takes here. */
  private record Held(Journaled call, long bytes) {}

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final ArrayDeque<Held> calls = new ArrayDeque<>();
  private final ArrayDeque<WaitingRequest> requests = new ArrayDeque<>();

  /** Calls up to the mark that are not processed, whose requests have yet to be answered. */
  private final Set<Long> unprocessed = new HashSet<>();

  private long bytes;
  private long lastSeq;
  private boolean isWoken;
  private boolean closed;

  /**
   * @param mostBytes how much memory the calls may take; one call may go beyond
   */
  Tail(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Takes in what follows in the journal. */
  void add(List<Journaled> journaled, List<WaitingRequest> waiting) {
    List<Held> following =
        journaled.stream().map(call -> new Held(call, Footprint.waiting(call.entry()))).toList();
    lock.lock();
    try {
      for (Held held : following) {
        if (calls.size() < CAPACITY && bytes < mostBytes) {
          calls.add(held);
          bytes += held.bytes();
        }
        lastSeq = held.call().seq();
      }
      // Who has been answered meanwhile must not pile up while processing is behind or stands
      // still.
      while (!requests.isEmpty() && requests.peek().isAnswered()) {
        requests.remove();
      }
      requests.addAll(waiting);
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many calls follow a mark, or {@link #wake}; false when time is over before. */
  boolean await(long mark, int calls, Duration time) throws InterruptedException {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (lastSeq < mark + calls && nanos > 0 && !closed && !isWoken) {
        nanos = arrival.awaitNanos(nanos);
      }
      isWoken = false;
      return nanos > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Has whoever waits look around at once. */
  void wake() {
    lock.lock();
    try {
      isWoken = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The highest sequence number that was added. */
  long lastSeq() {
    lock.lock();
    try {
      return lastSeq;
    } finally {
      lock.unlock();
    }
  }

  /** The calls after a mark and up to another that are here; they stay until processed. */
  List<Journaled> between(long mark, long upTo) {
    lock.lock();
    try {
      var between = new ArrayList<Journaled>();
      for (Held held : calls) {
        if (held.call().seq() > upTo) {
          break;
        }
        if (held.call().seq() > mark) {
          between.add(held.call());
        }
      }
      return between;
    } finally {
      lock.unlock();
    }
  }

  /** The calls that follow a mark directly, as far as they are here; they stay until processed. */
  List<Journaled> after(long mark, int limit) {
    lock.lock();
    try {
      var following = new ArrayList<Journaled>(limit);
      long expected = mark + 1;
      for (Held held : calls) {
        if (held.call().seq() <= mark) {
          continue;
        }
        if (held.call().seq() != expected++ || following.size() == limit) {
          break;
        }
        following.add(held.call());
      }
      return following;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops the calls up to a mark, and answers the requests that brought them.
   *
   * @param notProcessed which of those calls are not processed all the same
   */
  void processed(long mark, Set<Long> notProcessed) {
    Map<Outcome, List<WaitingRequest>> done;
    lock.lock();
    try {
      drop(mark);
      unprocessed.addAll(notProcessed);
      done = takeRequests(mark);
    } finally {
      lock.unlock();
    }
    answer(done);
  }

  /** Answers the requests of which all calls up to one are certain to be processed. */
  void certain(long upTo) {
    Map<Outcome, List<WaitingRequest>> done;
    lock.lock();
    try {
      done = takeRequests(upTo);
    } finally {
      lock.unlock();
    }
    answer(done);
  }

  private Map<Outcome, List<WaitingRequest>> takeRequests(long upTo) {
    Map<Outcome, List<WaitingRequest>> taken = new HashMap<>();
    while (!requests.isEmpty() && requests.peek().lastSeq() <= upTo) {
      WaitingRequest done = requests.remove();
      Outcome outcome = done.brought(unprocessed) ? Outcome.ACCEPTED : Outcome.PROCESSED;
      taken.computeIfAbsent(outcome, any -> new ArrayList<>()).add(done);
    }
    long next = requests.isEmpty() ? lastSeq + 1 : requests.peek().firstSeq();
    unprocessed.removeIf(seq -> seq < next);
    return taken;
  }

  private static void answer(Map<Outcome, List<WaitingRequest>> done) {
    done.forEach((outcome, requests) -> WaitingRequest.answerAll(requests, outcome));
  }

  private void drop(long mark) {
    while (!calls.isEmpty() && calls.peek().call().seq() <= mark) {
      bytes -= calls.remove().bytes();
    }
  }
}
