package dev.inlet.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what instances counted, in small rows: by the minute at first, and later by the hour and by
 * the day, when those of all instances are one. It forgets what a crash takes of the last minute,
 * and nothing that was written before.
 */
public interface FigureStore {
  /** Of so many accounts the answers of a minute are kept, the busiest ones. */
  int MOST_ACCOUNTS = 20;

  /** How many answers an account got. */
  record AccountCount(String accountId, int status, long count) {}

  /**
   * Writes what an instance counted in a minute. What was written before under the same run and
   * minute stays as it is.
   *
   * @param run the start of the instance that counted
   */
  void write(String run, Instant minute, List<AnswerFigure> answers, LoadFigure load);

  /** The answers of an account, or of {@link AnswerFigure#ALL}, of what began in a time. */
  List<AnswerFigure> answers(String accountId, Instant from, Instant until);

  /** Likewise what else was read. */
  List<LoadFigure> loads(Instant from, Instant until);

  /** Likewise how many answers each account got, as far as it was among the busiest. */
  List<AccountCount> accounts(Instant from, Instant until);

  /**
   * Makes one longer stretch of the oldest short ones.
   *
   * @param from how long they are
   * @param to how long it is
   * @param before what began earlier is old
   * @return whether there was anything to do
   */
  boolean condense(Duration from, Duration to, Instant before);

  /** Removes what began before a time. */
  void purge(Instant before);
}
