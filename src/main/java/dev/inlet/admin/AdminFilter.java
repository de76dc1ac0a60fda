package dev.inlet.admin;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.access.DevAccess;
import dev.inlet.access.PasswordCheck;
import dev.inlet.access.PasswordCheck.Result.Right;
import dev.inlet.access.PasswordCheck.Result.Wait;
import dev.inlet.access.PasswordCheck.Result.Wrong;
import dev.inlet.account.Brake;
import dev.inlet.audit.Actor;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.endpoint.LocalRequests;
import dev.inlet.endpoint.RequestActor;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody into the admin API without the admin password, or in the dev environment, from this
 * machine.
 *
 * <p>The answer to a wrong password waits for longer each time, for each client on its own. While
 * {@value #SLOWED_ANSWERS} wait, further ones are refused at once, so that nobody fills the memory
 * with them. How many a client may guess at all is for {@link PasswordCheck} to say.
 */
@ServerFilter("/api/**")
final class AdminFilter {
  private static final String SCHEME = "Bearer ";
  private static final String NUL = "%00";

  private static final CompletionStage<@Nullable HttpResponse<?>> PASS =
      CompletableFuture.completedFuture(null);

  private static final int SLOWED_ANSWERS = 100;

  private final PasswordCheck passwords;
  private final DevAccess devAccess;
  private final int publicPort;
  private final Brake wrongPasswords;

  AdminFilter(
      PasswordCheck passwords,
      DevAccess devAccess,
      Ticker ticker,
      @Property(name = "micronaut.server.port") int publicPort) {
    this.passwords = passwords;
    this.devAccess = devAccess;
    this.publicPort = publicPort;
    this.wrongPasswords = new Brake(ticker, SLOWED_ANSWERS);
  }

  @RequestFilter
  CompletionStage<@Nullable HttpResponse<?>> check(HttpRequest<?> request) {
    if (request.getServerAddress().getPort() == publicPort) {
      return PASS; // There is no admin API on that port, and no log-in either: it is not found.
    }
    List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.isEmpty()) {
      return withoutLogIn(request);
    }
    String header = headers.getFirst();
    return headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? now(unauthorised("Authorization must be one header: Bearer with the admin password"))
        : logIn(header.substring(SCHEME.length()).strip(), request);
  }

  private CompletionStage<@Nullable HttpResponse<?>> withoutLogIn(HttpRequest<?> request) {
    if (!devAccess.isConfigured()) {
      return now(
          unauthorised("Authorization header is missing: send Bearer with the admin password"));
    }
    String problem = LocalRequests.problem(request);
    return problem == null
        ? letIn(request, Actor.Kind.LOCAL, "local")
        : now(refuse(HttpStatus.FORBIDDEN, problem));
  }

  private CompletionStage<@Nullable HttpResponse<?>> logIn(String sent, HttpRequest<?> request) {
    InetAddress client = request.getRemoteAddress().getAddress();
    return switch (passwords.check(sent, client)) {
      case Right right -> letIn(request, Actor.Kind.USER, "admin");
      case Wrong wrong -> slowly(client);
      case Wait wait ->
          now(
              refuse(
                      HttpStatus.TOO_MANY_REQUESTS,
                      "Too many wrong log-ins from this address: try again in %d s"
                          .formatted(wait.seconds()))
                  .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds())));
    };
  }

  private static CompletionStage<@Nullable HttpResponse<?>> letIn(
      HttpRequest<?> request, Actor.Kind kind, String name) {
    RequestActor.set(request, new Actor(kind, name, RequestActor.address(request)));
    return storable(request);
  }

  private CompletionStage<@Nullable HttpResponse<?>> slowly(InetAddress client) {
    return wrongPasswords.isCrowded()
        ? now(
            refuse(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Too many wrong log-ins at once: try again in a moment"))
        : wrongPasswords.slow(client.getHostAddress(), unauthorised("Admin password is wrong"));
  }

  private static CompletionStage<@Nullable HttpResponse<?>> now(HttpResponse<?> response) {
    return CompletableFuture.completedFuture(response);
  }

  /** No text that is stored holds U+0000, and PostgreSQL cannot even be asked for it. */
  private static CompletionStage<@Nullable HttpResponse<?>> storable(HttpRequest<?> request) {
    URI uri = request.getUri();
    if (uri.getRawPath().contains(NUL)) {
      return now(refuse(HttpStatus.NOT_FOUND, "There is nothing whose name holds U+0000"));
    }
    return uri.getRawQuery() != null && uri.getRawQuery().contains(NUL)
        ? now(refuse(HttpStatus.BAD_REQUEST, "The query must not hold U+0000"))
        : PASS;
  }

  private static HttpResponse<?> unauthorised(String message) {
    return refuse(HttpStatus.UNAUTHORIZED, message)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"inlet\"");
  }

  private static MutableHttpResponse<?> refuse(HttpStatus status, String message) {
    return HttpResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(ErrorBody.of(message));
  }
}
