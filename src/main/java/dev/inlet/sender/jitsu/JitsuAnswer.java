package dev.inlet.sender.jitsu;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.sender.LeftOut;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The body of an answer of Jitsu's endpoint that is no error.
 *
 * @param refused the calls of a batch that were not taken; left out of the answer when there are
 *     none
 */
@Serdeable
record JitsuAnswer(String status, List<LeftOut> refused) {

  /** An outcome as its response. */
  static HttpResponse<?> to(Outcome outcome) {
    return outcome instanceof Refused refused
        ? Answers.refusal(refused, ErrorBody.of(refused.message()))
        : HttpResponse.ok(new JitsuAnswer("ok", LeftOut.of(outcome)))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
