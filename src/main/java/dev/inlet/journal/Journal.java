package dev.inlet.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where calls are made durable before they are acknowledged: append-only, in one sequence without
 * gaps. What was appended survives a crash of the process and a power cut.
 */
public interface Journal {

  /**
   * Appends calls as one unit and returns when they are durable. Called by one thread only. When it
   * throws, the calls may have been appended or not; appending them again is harmless, because
   * repeats are dropped later.
   *
   * @return the sequence number of the first of them; the others follow without a gap
   */
  long append(List<JournalEntry> entries);

  /**
   * Reads calls after a sequence number, oldest first: fewer than the limit when they are large,
   * and one at least, if there is one.
   */
  List<Journaled> read(long after, int limit);

  /**
   * Sequence numbers that follow each other.
   *
   * @param first of them
   * @param last of them, not before the first
   */
  record Range(long first, long last) {

    /** How many they are. */
    int size() {
      return Math.toIntExact(last - first + 1);
    }
  }

  /**
   * What was found in ranges of the journal.
   *
   * @param calls oldest first
   * @param isWhole whether that is all there is; otherwise more may follow the last of them
   */
  record Found(List<Journaled> calls, boolean isWhole) {}

  /**
   * Reads what is in some ranges, oldest first: not all of it when it is large, but the first call,
   * if there is one.
   *
   * @param ranges in their order, without one in another
   */
  default Found read(List<Range> ranges) {
    var calls = new ArrayList<Journaled>();
    for (Range range : ranges) {
      List<Journaled> found = read(range.first() - 1, range.size());
      found.stream().filter(call -> call.seq() <= range.last()).forEach(calls::add);
      if (calls.isEmpty() || calls.getLast().seq() < range.last()) {
        return new Found(calls, false);
      }
    }
    return new Found(calls, true);
  }

  /** The highest sequence number appended so far; 0 for an empty journal. */
  long last();

  /** Whether other instances append to it too. */
  boolean isShared();
}
