package dev.inlet.overview;

import java.time.Instant;

/**
 * Answers of one status in a stretch of time.
 *
 * @param begin when the stretch begins
 * @param accountId whose calls were answered; {@link #ALL} for everybody's together
 * @param times how many there were, and how long each took
 */
public record AnswerFigure(Instant begin, String accountId, int status, Histogram times) {
  /** Stands for all accounts, and for calls without a known key. */
  public static final String ALL = "";
}
