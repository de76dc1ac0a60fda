package dev.inlet.endpoint;

import dev.inlet.operate.OperationRefused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers what an administrator asked for and cannot be done, with its status and the reason. */
@Singleton
public final class RefusedOperations
    implements ExceptionHandler<OperationRefused, HttpResponse<?>> {

  /** The status of a refused operation. */
  public static HttpStatus status(OperationRefused refused) {
    return switch (refused.reason()) {
      case WRONG -> HttpStatus.BAD_REQUEST;
      case MISSING -> HttpStatus.NOT_FOUND;
      case TAKEN -> HttpStatus.CONFLICT;
      case GONE -> HttpStatus.GONE;
    };
  }

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public HttpResponse<?> handle(HttpRequest request, OperationRefused refused) {
    return HttpResponse.status(status(refused))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(ErrorBody.of(refused.message()));
  }
}
