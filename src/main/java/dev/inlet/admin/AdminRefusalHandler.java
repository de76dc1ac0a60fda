package dev.inlet.admin;

import dev.inlet.endpoint.ErrorBody;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers refusals of the admin API. */
@Singleton
final class AdminRefusalHandler implements ExceptionHandler<AdminRefusal, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  public HttpResponse<?> handle(HttpRequest request, AdminRefusal refusal) {
    return HttpResponse.status(refusal.status())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(ErrorBody.of(refusal.message()));
  }
}
