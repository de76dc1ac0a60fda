package dev.inlet.process;

import dev.inlet.call.CallType;
import dev.inlet.journal.Footprint;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Journaled;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls that follow the mark: from memory as far as they are there, since those need not be
 * read again. What lies between them, such as the calls that other instances took, comes from the
 * journal, in a read for each gap. A batch does not end at a gap: where several instances take
 * calls there is one every few calls, and a transaction for so few costs many times as much.
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
    var calls = new ArrayList<>(tail.after(mark, limit));
    long bytes = bytes(calls);
    for (long last = last(calls, mark);
        calls.size() < limit && last < known && bytes <= mostBytes;
        last = last(calls, mark)) {
      int before = calls.size();
      long gap = tail.firstAfter(last) - last - 1;
      calls.addAll(journal.read(last, (int) Math.min(limit - before, gap)));
      if (calls.size() == before) {
        break; // There is less than was told.
      }
      calls.addAll(tail.after(last(calls, mark), limit - calls.size()));
      bytes += bytes(calls.subList(before, calls.size()));
    }
    return withinBudget(ofOneKind(calls));
  }

  private static long bytes(List<Journaled> calls) {
    return calls.stream().mapToLong(call -> Footprint.read(call.entry())).sum();
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
