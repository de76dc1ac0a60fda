package dev.inlet.process;

import dev.inlet.call.CallType;
import dev.inlet.journal.Footprint;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Journal.Found;
import dev.inlet.journal.Journal.Range;
import dev.inlet.journal.Journaled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calls that follow the mark: from memory as far as they are there, since those need not be
 * read again. What lies between them, such as the calls that other instances took, comes from the
 * journal, all of it in one read. A batch does not end at a gap: where several instances take calls
 * there is one every few calls, and a transaction for so few costs many times as much.
 */
final class Upcoming {
  /** How many people are erased in one transaction, each of whom may have much to remove. */
  private static final int DELETES = 16;

  private final Tail tail;
  private final Journal journal;
  private final long mostBytes;

  /**
   * @param mostBytes how much memory calls may take together as they are read; one call may go
   *     beyond
   */
  Upcoming(Tail tail, Journal journal, long mostBytes) {
    this.tail = tail;
    this.journal = journal;
    this.mostBytes = mostBytes;
  }

  /**
   * The next calls, without a gap. Those that delete somebody come by themselves, so that what goes
   * is what was said before them.
   *
   * @param known up to which sequence number there are calls
   */
  List<Journaled> after(long mark, int limit, long known) {
    long end = Math.min(known, mark + limit);
    List<Journaled> held = tail.between(mark, end);
    List<Range> gaps = gaps(held, mark, end);
    List<Journaled> calls = gaps.isEmpty() ? held : filled(held, gaps);
    if (calls.isEmpty() && end < known) {
      calls = journal.read(mark, limit); // So many were removed that it begins far behind the mark.
    }
    return withinBudget(ofOneKind(calls));
  }

  private static List<Range> gaps(List<Journaled> held, long mark, long end) {
    var gaps = new ArrayList<Range>();
    long expected = mark + 1;
    for (Journaled call : held) {
      if (call.seq() > expected) {
        gaps.add(new Range(expected, call.seq() - 1));
      }
      expected = call.seq() + 1;
    }
    if (expected <= end) {
      gaps.add(new Range(expected, end));
    }
    return gaps;
  }

  /** What is held, up to where the journal was read. */
  private List<Journaled> filled(List<Journaled> held, List<Range> gaps) {
    Found found = journal.read(gaps);
    long readUpTo =
        found.isWhole() ? Long.MAX_VALUE : last(found.calls(), gaps.getFirst().first() - 1);
    return Stream.concat(
            held.stream().filter(call -> call.seq() <= readUpTo), found.calls().stream())
        .sorted(Comparator.comparingLong(Journaled::seq))
        .toList();
  }

  private static List<Journaled> ofOneKind(List<Journaled> calls) {
    boolean deletes = !calls.isEmpty() && isDelete(calls.getFirst());
    int most = deletes ? Math.min(DELETES, calls.size()) : calls.size();
    int end = 0;
    while (end < most && isDelete(calls.get(end)) == deletes) {
      end++;
    }
    return calls.subList(0, end);
  }

  private static boolean isDelete(Journaled call) {
    return call.entry().type() == CallType.DELETE;
  }

  /** The first of these calls, as many as may be in memory as they are read; one at least. */
  private List<Journaled> withinBudget(List<Journaled> calls) {
    long bytes = 0;
    for (int i = 0; i < calls.size(); i++) {
      bytes += Footprint.read(calls.get(i).entry());
      if (i > 0 && bytes > mostBytes) {
        return calls.subList(0, i);
      }
    }
    return calls;
  }

  private static long last(List<Journaled> calls, long mark) {
    return calls.isEmpty() ? mark : calls.getLast().seq();
  }
}
