package dev.inlet.endpoint;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers 503 to a request that failed through a fault of ours. Micronaut's own handling would log
 * the exception's message, and so what somebody sent.
 */
@Singleton
final class FaultHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

  private final ErrorAnswers answers;

  FaultHandler(ErrorAnswers answers) {
    this.answers = answers;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    OutOfMemory.endIfIn(failure);
    var fault = new Fault(failure);
    // Its connection has broken off, which happens all the time and is nobody's fault.
    Level level = failure instanceof IOException ? Level.DEBUG : Level.ERROR;
    LOG.atLevel(level).log("A request failed through no fault of its sender: {}", fault);
    LOG.atDebug().log(fault::trace);
    ErrorContext context = ErrorContext.builder((HttpRequest<?>) request).cause(failure).build();
    return answers.processResponse(
        context,
        failure instanceof BrokenFraming broken
            ? HttpResponse.status(broken.status())
            : HttpResponse.serverError());
  }
}
