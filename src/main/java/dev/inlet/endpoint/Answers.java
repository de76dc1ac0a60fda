package dev.inlet.endpoint;

import dev.inlet.receive.Outcome;
import dev.inlet.receive.Outcome.Refused;
import dev.inlet.receive.Outcome.Unauthorised;
import dev.inlet.receive.Outcome.Unavailable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Outcomes as the responses that Segment's document asks for. */
final class Answers {
  private Answers() {}

  static HttpResponse<?> of(Outcome outcome) {
    MutableHttpResponse<Object> response =
        HttpResponse.status(HttpStatus.valueOf(Outcome.status(outcome)));
    if (outcome instanceof Unauthorised) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic");
    }
    if (outcome instanceof Unavailable unavailable) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(unavailable.retryAfter().toSeconds()));
    }
    return outcome instanceof Refused refused
        ? response
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(ErrorBody.of(refused.message()))
        : response;
  }
}
