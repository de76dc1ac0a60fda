package dev.inlet.journal.commit;

import dev.inlet.journal.JournalLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/**
 * Requests that wait to become durable, in one line for each account.
 *
 * <p>Lines are served in turn: while several wait, each gets the same number of calls. They share
 * one bound of calls and bytes. Beyond it the line with the largest share loses its newest request,
 * so that a small account gets in while a large one is refused. Who has been answered meanwhile
 * holds no place.
 *
 * <p>Not for several threads at once.
 */
final class FairQueue {
  private final JournalLimits limits;
  private final Map<String, Line> lines = new HashMap<>();
  private final PriorityQueue<Line> turns =
      new PriorityQueue<>(
          Comparator.comparingLong((Line line) -> line.turn).thenComparingLong(line -> line.order));
  private long calls;
  private long bytes;

  /** The turn that was served last, in calls; who comes to wait starts here. */
  private long turn;

  private long orders;

  FairQueue(JournalLimits limits) {
    this.limits = limits;
  }

  /** How many calls wait. */
  long calls() {
    return calls;
  }

  /** How many calls of an account wait. */
  long calls(String accountId) {
    Line line = lines.get(accountId);
    if (line == null) {
      return 0;
    }
    line.dropAnswered();
    return line.itsCalls;
  }

  /** Whether somebody has to go for whoever comes next. */
  boolean isFull() {
    return calls >= limits.waitingCalls() || bytes >= limits.waitingBytes();
  }

  /** Whether the next call of this account would be refused, however small it is. */
  boolean isFullFor(String accountId) {
    Line line = lines.get(accountId);
    return line != null && calls(accountId) > 0 && isFull() && largest(line) == line;
  }

  /**
   * Lets a request wait. Returns those that lose their place, the new one maybe among them. The
   * only one that waits never does, however large it is.
   */
  List<WaitingRequest> add(WaitingRequest request) {
    Line line = lines.computeIfAbsent(request.accountId(), this::begin);
    line.dropAnswered();
    line.add(request);
    var displaced = new ArrayList<WaitingRequest>();
    while (isOver() && calls > request.size()) {
      Line largest = largest(line);
      if (!largest.dropAnswered()) {
        displaced.add(largest.removeNewest());
      }
    }
    return displaced;
  }

  private boolean isOver() {
    return calls > limits.waitingCalls() || bytes > limits.waitingBytes();
  }

  /** The line with the largest share; the one at hand, when no other has more. */
  private Line largest(Line atHand) {
    Line largest = atHand;
    for (Line line : lines.values()) {
      if (line.share() > largest.share()) {
        largest = line;
      }
    }
    return largest;
  }

  /**
   * Takes requests in turn, until so many calls or bytes are reached.
   *
   * @param room how many calls of an account may be taken; one request may go beyond
   */
  List<WaitingRequest> take(int mostCalls, long mostBytes, ToLongFunction<String> room) {
    var taken = new ArrayList<WaitingRequest>();
    var held = new ArrayList<Line>();
    Map<String, Long> left = new HashMap<>();
    long downToCalls = calls - mostCalls;
    long downToBytes = bytes - mostBytes;
    while (!turns.isEmpty() && calls > downToCalls && bytes > downToBytes) {
      Line line = turns.remove();
      line.dropAnswered();
      if (line.isEmpty()) {
        lines.remove(line.accountId);
      } else if (left.computeIfAbsent(line.accountId, room::applyAsLong) <= 0) {
        held.add(line);
      } else {
        WaitingRequest next = line.removeOldest();
        left.merge(line.accountId, (long) -next.size(), Long::sum);
        taken.add(next);
        turn = line.turn;
        queue(line, turn + next.size());
      }
    }
    // Whoever is held back does not gather turns meanwhile.
    held.forEach(line -> queue(line, Math.max(line.turn, turn)));
    return taken;
  }

  private Line begin(String accountId) {
    var line = new Line(accountId);
    queue(line, turn);
    return line;
  }

  private void queue(Line line, long itsTurn) {
    line.turn = itsTurn;
    line.order = orders++;
    turns.add(line);
  }

  /** What one account has waiting. It stays until its turn comes and nothing waits any more. */
  private final class Line {
    private final String accountId;
    private final ArrayDeque<WaitingRequest> waiting = new ArrayDeque<>();
    private long itsCalls;
    private long itsBytes;
    private long turn;
    private long order;

    private Line(String accountId) {
      this.accountId = accountId;
    }

    private boolean isEmpty() {
      return waiting.isEmpty();
    }

    /** Of the bound that it uses more of. */
    private double share() {
      return Math.max(
          (double) itsCalls / limits.waitingCalls(), (double) itsBytes / limits.waitingBytes());
    }

    private void add(WaitingRequest request) {
      waiting.addLast(request);
      count(request, 1);
    }

    private WaitingRequest removeOldest() {
      WaitingRequest oldest = waiting.removeFirst();
      count(oldest, -1);
      return oldest;
    }

    private WaitingRequest removeNewest() {
      WaitingRequest newest = waiting.removeLast();
      count(newest, -1);
      return newest;
    }

    /** All wait for the same time, so those who gave up stand in front. */
    private boolean dropAnswered() {
      boolean dropped = false;
      while (!waiting.isEmpty() && waiting.getFirst().isAnswered()) {
        removeOldest();
        dropped = true;
      }
      return dropped;
    }

    private void count(WaitingRequest request, int sign) {
      int size = request.size() * sign;
      itsCalls += size;
      calls += size;
      itsBytes += request.bytes() * sign;
      bytes += request.bytes() * sign;
    }
  }
}
