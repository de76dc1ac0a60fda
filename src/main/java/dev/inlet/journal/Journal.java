package dev.inlet.journal;

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

  /** The highest sequence number appended so far; 0 for an empty journal. */
  long last();

  /** Whether other instances append to it too. */
  boolean isShared();
}
