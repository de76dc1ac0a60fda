package dev.inlet.overview;

import java.time.Instant;

/**
 * What else was read in a stretch of time.
 *
 * @param begin when the stretch begins
 * @param repeated deliveries of messages that had been processed before
 * @param waiting the most calls that waited to be processed
 */
public record LoadFigure(Instant begin, long repeated, long waiting) {
  /** Both together. */
  public LoadFigure and(LoadFigure other) {
    return new LoadFigure(begin, repeated + other.repeated, Math.max(waiting, other.waiting));
  }
}
