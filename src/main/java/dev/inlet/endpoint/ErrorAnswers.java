package dev.inlet.endpoint;

import dev.inlet.delivery.AnswerPolicy;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Micronaut itself refuses, in the contract's words: one message, and never what an
 * exception said.
 */
@Singleton
final class ErrorAnswers implements ErrorResponseProcessor<ErrorBody> {
  private static final Map<HttpStatus, String> MESSAGES =
      Map.of(
          HttpStatus.NOT_FOUND,
              "There is nothing here. Calls go by POST to /destination, to /v1/identify, track, page,"
                  + " screen, group, alias or batch, to /api/v1/segment or to /track",
          HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed: use %s",
          HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Body is too large",
          HttpStatus.BAD_REQUEST, "The request could not be read",
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json",
          HttpStatus.SERVICE_UNAVAILABLE, "Temporarily not accepting messages");

  private static final Map<HttpStatus, String> ADMIN_MESSAGES =
      Map.of(
          HttpStatus.NOT_FOUND,
              "There is nothing here. The admin API is below /api/accounts, the console at /console",
          HttpStatus.BAD_REQUEST, "Body is missing: send one JSON object",
          HttpStatus.SERVICE_UNAVAILABLE, "Database is not reachable: try again");

  private final AnswerPolicy policy;
  private final int publicPort;

  ErrorAnswers(AnswerPolicy policy, @Property(name = "micronaut.server.port") int publicPort) {
    this.policy = policy;
    this.publicPort = publicPort;
  }

  @Override
  public MutableHttpResponse<ErrorBody> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = documented(response.status());
    String message = MESSAGES.getOrDefault(status, status.getReason());
    if (context.getRequest().getServerAddress().getPort() != publicPort) {
      message = ADMIN_MESSAGES.getOrDefault(status, message);
    }
    if (problemWithFraming(context.getRequest()) instanceof BrokenFraming broken) {
      status = broken.status();
      message = broken.problem();
    }
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      message = message.formatted(String.join(", ", allowed(response)));
    }
    MutableHttpResponse<ErrorBody> answer =
        HttpResponse.<ErrorBody>status(status)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .body(ErrorBody.of(message));
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      answer.header("Allow", String.join(", ", allowed(response)));
    }
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      answer.header("Retry-After", Long.toString(policy.retryAfter().toSeconds()));
    }
    return answer;
  }

  /** Why the request could not be decoded; null when it could. */
  private static @Nullable Throwable problemWithFraming(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? netty.getNativeRequest().decoderResult().cause()
        : null;
  }

  private static List<String> allowed(HttpResponse<?> response) {
    return response.getHeaders().getAll("Allow").stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .distinct()
        .sorted()
        .toList();
  }

  /** A fault of ours is 503, which Segment tries again; a status nobody documented becomes 400. */
  private static HttpStatus documented(HttpStatus status) {
    return switch (status) {
      case INTERNAL_SERVER_ERROR -> HttpStatus.SERVICE_UNAVAILABLE;
      case REQUEST_ENTITY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE ->
          HttpStatus.BAD_REQUEST;
      default -> status;
    };
  }
}
