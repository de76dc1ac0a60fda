package dev.inlet.sender.tracking;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.sender.LeftOut;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer of the Tracking API.
 *
 * @param message what is wrong and what to change; null when nothing is
 * @param refused the calls of a batch that were not taken while others were; left out of the answer
 *     when there are none
 */
@Serdeable
record TrackingAnswer(boolean success, @Nullable String message, List<LeftOut> refused) {
  static final TrackingAnswer SUCCESS = new TrackingAnswer(true, null, List.of());

  /** Not Basic, for which a browser would ask its user for a password in the middle of a page. */
  private static final String CHALLENGE = "Bearer";

  /** An outcome as its response: 200 whether the calls are processed yet or not. */
  static HttpResponse<?> to(Outcome outcome) {
    return outcome instanceof Refused refused
        ? Answers.refusal(
            refused,
            CHALLENGE,
            new TrackingAnswer(false, ErrorBody.of(refused.message()).message(), List.of()))
        : HttpResponse.ok(new TrackingAnswer(true, null, LeftOut.of(outcome)))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
