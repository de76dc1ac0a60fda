package dev.inlet.delivery;

import dev.inlet.delivery.DeliveryLog.Placed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look backwards has found.
 *
 * @param placed the highest place first
 * @param next below which place to go on when all of it was taken; 0 at the end
 * @param since up to where it was looked through, when that ended for lack of time; null otherwise
 */
public record Sought(List<Placed> placed, long next, @Nullable Instant since) {
  /** Nothing, and there is nothing more. */
  static final Sought NOTHING = new Sought(List.of(), 0, null);

  /**
   * What was found where all that there is was looked through, or as many were found as were asked
   * for.
   */
  public static Sought all(List<Placed> placed) {
    return new Sought(placed, 0, null);
  }
}
