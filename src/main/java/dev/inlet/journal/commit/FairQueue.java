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
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait to become durable, in one line for each {@link Lane}.
 *
 * <p>Lines are served in turn: while several wait, each gets the same number of calls; those of old
 * calls when no other may have more. They share one bound of calls and bytes. Beyond it the line
 * with the largest share loses its newest request, so that a small account gets in while a large
 * one is refused; old calls go first. Who has been answered meanwhile holds no place.
 *
 * <p>Not for several threads at once.
 */
final class FairQueue {
  private static final Comparator<Line> FIRST_TO_GO =
      Comparator.comparing(Line::isOfOldCalls).thenComparingDouble(Line::share);

  private static final Lane ALL_OLD = new Lane("", true);

  private final JournalLimits limits;
  private final Map<Lane, Line> lines = new HashMap<>();
  private final Turns live = new Turns();
  private final Turns old = new Turns();
  private long calls;
  private long bytes;

  FairQueue(JournalLimits limits) {
    this.limits = limits;
  }

  /** How many calls wait. */
  long calls() {
    return calls;
  }

  /** How many calls wait in a lane. */
  long calls(Lane lane) {
    Line line = lines.get(lane);
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

  /** Whether the next call in this lane would be refused, however small it is. */
  boolean isFullFor(Lane lane) {
    Line line = lines.get(lane);
    return line != null && calls(lane) > 0 && isFull() && largest(line) == line;
  }

  /** Whether a lane has twice as much waiting as the others on average, or is alone. */
  boolean isFlood(Lane lane) {
    double itsShare = 0;
    double others = 0;
    int howMany = 0;
    for (Line line : lines.values()) {
      if (line.lane.equals(lane)) {
        itsShare = line.share();
      } else if (!line.isEmpty()) {
        others += line.share();
        howMany++;
      }
    }
    return itsShare * howMany >= 2 * others;
  }

  /**
   * Lets a request wait. Returns those that lose their place, the new one maybe among them. The
   * only one that waits never does, however large it is.
   */
  List<WaitingRequest> add(WaitingRequest request) {
    Line line = lines.computeIfAbsent(request.lane(), this::begin);
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

  /** Who loses first: old calls, then the largest share; the one at hand, when none is above it. */
  private Line largest(Line atHand) {
    Line largest = atHand;
    for (Line line : lines.values()) {
      if (FIRST_TO_GO.compare(line, largest) > 0) {
        largest = line;
      }
    }
    return largest;
  }

  /**
   * Takes requests in turn, until so many calls or bytes are reached.
   *
   * @param room how many calls of a lane may be taken; one request may go beyond
   */
  List<WaitingRequest> take(int mostCalls, long mostBytes, ToLongFunction<Lane> room) {
    var taken = new ArrayList<WaitingRequest>();
    long downToCalls = calls - mostCalls;
    long downToBytes = bytes - mostBytes;
    for (Turns turns : List.of(live, old)) {
      while (calls > downToCalls && bytes > downToBytes) {
        WaitingRequest next = turns.next(room);
        if (next == null) {
          break;
        }
        taken.add(next);
      }
      turns.endBatch();
    }
    return taken;
  }

  private Line begin(Lane lane) {
    var line = new Line(lane);
    Turns turns = turns(lane);
    turns.queue(line, turns.turn);
    return line;
  }

  private Turns turns(Lane lane) {
    return lane.isOld() ? old : live;
  }

  /** Lines that take turns. */
  private final class Turns {
    private final PriorityQueue<Line> waiting =
        new PriorityQueue<>(
            Comparator.comparingLong((Line line) -> line.turn)
                .thenComparingLong(line -> line.order));
    private final List<Line> held = new ArrayList<>();
    private final Map<Lane, Long> left = new HashMap<>();

    /** The turn that was served last, in calls; who comes to wait starts here. */
    private long turn;

    private long orders;

    /** The next request of this batch; null when no lane may have one more. */
    private @Nullable WaitingRequest next(ToLongFunction<Lane> room) {
      while (!waiting.isEmpty()) {
        Line line = waiting.remove();
        line.dropAnswered();
        if (line.isEmpty()) {
          lines.remove(line.lane);
        } else if (left.computeIfAbsent(line.sharer(), its -> room.applyAsLong(line.lane)) <= 0) {
          held.add(line);
        } else {
          WaitingRequest next = line.removeOldest();
          left.merge(line.sharer(), (long) -next.size(), Long::sum);
          turn = line.turn;
          queue(line, turn + next.size());
          return next;
        }
      }
      return null;
    }

    /** Whoever is held back does not gather turns meanwhile. */
    private void endBatch() {
      held.forEach(line -> queue(line, Math.max(line.turn, turn)));
      held.clear();
      left.clear();
    }

    private void queue(Line line, long itsTurn) {
      line.turn = itsTurn;
      line.order = orders++;
      waiting.add(line);
    }
  }

  /** What one lane has waiting. It stays until its turn comes and nothing waits any more. */
  private final class Line {
    private final Lane lane;
    private final ArrayDeque<WaitingRequest> waiting = new ArrayDeque<>();
    private long itsCalls;
    private long itsBytes;
    private long turn;
    private long order;

    private Line(Lane lane) {
      this.lane = lane;
    }

    /** Who shares its room: all old calls do. */
    private Lane sharer() {
      return lane.isOld() ? ALL_OLD : lane;
    }

    private boolean isOfOldCalls() {
      return lane.isOld() && !isEmpty();
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
