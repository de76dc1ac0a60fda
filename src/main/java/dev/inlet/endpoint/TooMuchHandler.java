package dev.inlet.endpoint;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.fault.Fault;
import dev.inlet.fault.TooMuch;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 503 to a request that asks for too much, and says so. */
@Singleton
final class TooMuchHandler implements ExceptionHandler<TooMuch, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(TooMuchHandler.class);

  private final AnswerPolicy policy;

  TooMuchHandler(AnswerPolicy policy) {
    this.policy = policy;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public HttpResponse<?> handle(HttpRequest request, TooMuch failure) {
    LOG.warn("A request was given up. {}: {}", failure.message(), new Fault(failure));
    return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(policy.retryAfter().toSeconds()))
        .body(ErrorBody.of(failure.message()));
  }
}
