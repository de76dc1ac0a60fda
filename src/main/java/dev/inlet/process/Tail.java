package dev.inlet.process;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.Footprint;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.WaitingRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

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

  /** The first sequence number after a mark that is here; the largest there is for none. */
  long firstAfter(long mark) {
    lock.lock();
    try {
      for (Held held : calls) {
        if (held.call().seq() > mark) {
          return held.call().seq();
        }
      }
      return Long.MAX_VALUE;
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
   * @param unprocessed which of those calls are not processed all the same
   */
  void processed(long mark, Set<Long> unprocessed) {
    Map<Outcome, List<WaitingRequest>> done =
        takeDone(mark).stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.brought(unprocessed) ? Outcome.ACCEPTED : Outcome.PROCESSED));
    done.forEach((outcome, requests) -> WaitingRequest.answerAll(requests, outcome));
  }

  /** Answers the requests of which all calls up to one are certain to be processed. */
  void certain(long upTo) {
    List<WaitingRequest> done;
    lock.lock();
    try {
      done = takeRequests(upTo);
    } finally {
      lock.unlock();
    }
    WaitingRequest.answerAll(done, Outcome.PROCESSED);
  }

  private List<WaitingRequest> takeDone(long mark) {
    lock.lock();
    try {
      drop(mark);
      return takeRequests(mark);
    } finally {
      lock.unlock();
    }
  }

  private List<WaitingRequest> takeRequests(long upTo) {
    var taken = new ArrayList<WaitingRequest>();
    while (!requests.isEmpty() && requests.peek().lastSeq() <= upTo) {
      taken.add(requests.remove());
    }
    return taken;
  }

  private void drop(long mark) {
    while (!calls.isEmpty() && calls.peek().call().seq() <= mark) {
      bytes -= calls.remove().bytes();
    }
  }
}
