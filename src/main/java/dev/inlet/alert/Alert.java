package dev.inlet.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition from its beginning to its end.
 *
 * @param condition as it was seen last
 * @param seen when that was
 * @param until when it was over; null while it lasts
 */
public record Alert(
    long id, Condition condition, Instant since, Instant seen, @Nullable Instant until) {

  /** From when on there is what it is about: what was looked at when it began. */
  public Instant from() {
    return since.minus(Rules.LATELY);
  }

  /** Whether it lasts. */
  public boolean isOpen() {
    return until == null;
  }
}
