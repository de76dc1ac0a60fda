package dev.inlet.sender;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Partial;
import dev.inlet.endpoint.ErrorBody;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A call of a batch that was not taken while others of it were, as the answer to the batch names
 * it.
 *
 * @param index where it stood in the batch, from 0
 * @param message what is wrong with it and what to change
 */
@Serdeable
public record LeftOut(int index, String message) {

  /** What was left out of a request with this outcome, in the order in which it came. */
  public static List<LeftOut> of(Outcome outcome) {
    return outcome instanceof Partial partial
        ? partial.refused().stream()
            .map(
                call -> new LeftOut(call.index(), ErrorBody.of(call.refused().message()).message()))
            .toList()
        : List.of();
  }
}
