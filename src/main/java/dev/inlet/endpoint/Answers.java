package dev.inlet.endpoint;

import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.delivery.Outcome.Unavailable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.reactivestreams.Publisher;

/** Outcomes as the responses that Segment's document asks for, and files as those to be saved. */
public final class Answers {
  /** The media type of a list as a file. */
  public static final String CSV = "text/csv;charset=utf-8";

  private Answers() {}

  /**
   * A file that a browser saves.
   *
   * @param name of it, with nothing in it that would have to be quoted
   */
  public static MutableHttpResponse<Publisher<byte[]>> file(
      String name, Publisher<byte[]> content) {
    return HttpResponse.<Publisher<byte[]>>ok(content)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
  }

  static HttpResponse<?> of(Outcome outcome) {
    return outcome instanceof Refused refused
        ? refusal(refused, ErrorBody.of(refused.message()))
        : HttpResponse.status(HttpStatus.valueOf(Outcome.status(outcome)));
  }

  /** A refusal with its status, the headers that belong to it, and a body in JSON. */
  public static MutableHttpResponse<Object> refusal(Refused refused, Object body) {
    return refusal(refused, "Basic", body);
  }

  /** A refusal to whom a missing key is asked for by another scheme than Basic. */
  public static MutableHttpResponse<Object> refusal(
      Refused refused, String challenge, Object body) {
    HttpStatus status = HttpStatus.valueOf(refused.cause().status());
    MutableHttpResponse<Object> response =
        HttpResponse.status(status).contentType(MediaType.APPLICATION_JSON_TYPE).body(body);
    if (status == HttpStatus.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    if (refused instanceof Unavailable unavailable) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(unavailable.retryAfter().toSeconds()));
      if (unavailable.isLast()) {
        response.header(HttpHeaders.CONNECTION, "close");
      }
    }
    return response;
  }
}
