package dev.inlet.admin;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.access.ApiToken;
import dev.inlet.access.DevAccess;
import dev.inlet.access.PasswordCheck;
import dev.inlet.access.PasswordCheck.Result.Right;
import dev.inlet.access.PasswordCheck.Result.Wait;
import dev.inlet.access.PasswordCheck.Result.Wrong;
import dev.inlet.access.Principal;
import dev.inlet.access.TokenCheck;
import dev.inlet.access.TokenCheck.Result.Good;
import dev.inlet.access.TokenCheck.Result.Over;
import dev.inlet.access.TokenCheck.Result.Unknown;
import dev.inlet.account.Brake;
import dev.inlet.audit.Actor;
import dev.inlet.codec.Base64Text;
import dev.inlet.endpoint.ErrorBody;
import dev.inlet.endpoint.LocalRequests;
import dev.inlet.endpoint.RequestPrincipal;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody into the admin API without an API token, a name and a password, or the admin
 * password; or in the dev environment, from this machine. Nobody does there what their role is not
 * for.
 *
 * <p>The answer to a wrong password waits for longer each time, for each client on its own. While
 * {@value #SLOWED_ANSWERS} wait, further ones are refused at once, so that nobody fills the memory
 * with them. How many a client may guess at all is for {@link PasswordCheck} to say.
 */
@ServerFilter("/api/**")
@Order(0)
final class AdminFilter implements ConditionalFilter {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final String NUL = "%00";

  private static final String HOW =
      "Authorization must be one header: Bearer with an API token or the admin password";

  private static final CompletionStage<@Nullable HttpResponse<?>> PASS =
      CompletableFuture.completedFuture(null);

  private static final int SLOWED_ANSWERS = 100;

  private final PasswordCheck passwords;
  private final TokenCheck tokens;
  private final DevAccess devAccess;
  private final int publicPort;
  private final Brake wrongPasswords;

  AdminFilter(
      PasswordCheck passwords,
      TokenCheck tokens,
      DevAccess devAccess,
      Ticker ticker,
      @Property(name = "micronaut.server.port") int publicPort) {
    this.passwords = passwords;
    this.tokens = tokens;
    this.devAccess = devAccess;
    this.publicPort = publicPort;
    this.wrongPasswords = new Brake(ticker, SLOWED_ANSWERS);
  }

  /**
   * There is no admin API on the public port, and no log-in either: it is not found. So no call of
   * a sender leaves its connection's thread for this.
   */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request.getServerAddress().getPort() != publicPort;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  CompletionStage<@Nullable HttpResponse<?>> check(HttpRequest<?> request) {
    if (!isEnabled(request)) { // Micronaut does not ask where a browser names its origin.
      return PASS;
    }
    List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.isEmpty()) {
      return withoutLogIn(request);
    }
    String header = headers.getFirst();
    if (headers.size() > 1) {
      return now(unauthorised(HOW));
    }
    if (begins(header, BEARER)) {
      return byBearer(header.substring(BEARER.length()).strip(), request);
    }
    return begins(header, BASIC) ? byBasic(header, request) : now(unauthorised(HOW));
  }

  private static boolean begins(String header, String scheme) {
    return header.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private CompletionStage<@Nullable HttpResponse<?>> withoutLogIn(HttpRequest<?> request) {
    if (!devAccess.isConfigured()) {
      return now(unauthorised(LocalRequests.NO_LOG_IN));
    }
    String problem = LocalRequests.problem(request);
    return problem == null
        ? letIn(request, Principal.local(RequestPrincipal.address(request)))
        : now(refuse(HttpStatus.FORBIDDEN, problem));
  }

  private CompletionStage<@Nullable HttpResponse<?>> byBearer(String sent, HttpRequest<?> request) {
    return switch (tokens.check(sent)) {
      case Good good -> letIn(request, principal(good.token(), request));
      case Over over -> now(unauthorised(over.message()));
      case Unknown unknown ->
          byPassword(Principal.ADMIN, sent, request, "API token or admin password is wrong");
    };
  }

  private static Principal principal(ApiToken token, HttpRequest<?> request) {
    var actor = new Actor(Actor.Kind.TOKEN, token.name(), RequestPrincipal.address(request));
    return new Principal(actor, token.role());
  }

  /** Without a name it is the admin password's. */
  private CompletionStage<@Nullable HttpResponse<?>> byBasic(
      String header, HttpRequest<?> request) {
    byte[] decoded = Base64Text.decode(header.substring(BASIC.length()).strip());
    String sent = decoded == null ? "" : new String(decoded, StandardCharsets.UTF_8);
    int colon = sent.indexOf(':');
    return colon < 0
        ? now(unauthorised("Basic must be base64 of a name, a colon and a password"))
        : byPassword(
            sent.substring(0, colon),
            sent.substring(colon + 1),
            request,
            "Name or password is wrong");
  }

  private CompletionStage<@Nullable HttpResponse<?>> byPassword(
      String name, String sent, HttpRequest<?> request, String refusal) {
    InetAddress client = request.getRemoteAddress().getAddress();
    return switch (passwords.check(name, sent, client)) {
      case Right right ->
          letIn(
              request,
              Principal.user(right.name(), right.role(), RequestPrincipal.address(request)));
      case Wrong wrong -> slowly(client, refusal);
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
      HttpRequest<?> request, Principal principal) {
    RequestPrincipal.set(request, principal);
    String objection = RequestPrincipal.objection(request, principal);
    return objection == null ? storable(request) : now(refuse(HttpStatus.FORBIDDEN, objection));
  }

  private CompletionStage<@Nullable HttpResponse<?>> slowly(InetAddress client, String refusal) {
    return wrongPasswords.isCrowded()
        ? now(
            refuse(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Too many wrong log-ins at once: try again in a moment"))
        : wrongPasswords.slow(client.getHostAddress(), unauthorised(refusal));
  }

  private static CompletionStage<@Nullable HttpResponse<?>> now(HttpResponse<?> response) {
    return CompletableFuture.completedFuture(response);
  }

  /**
   * No text that is stored holds U+0000, and PostgreSQL cannot even be asked for it. Of what is not
   * ASCII it would be a guess which characters are meant, and something else would be looked for.
   */
  private static CompletionStage<@Nullable HttpResponse<?>> storable(HttpRequest<?> request) {
    URI uri = request.getUri();
    if (!uri.toASCIIString().equals(uri.toString())) {
      return now(
          refuse(
              HttpStatus.BAD_REQUEST,
              "The URL must be ASCII: write other characters as %XX, such as %C3%A4 for an ä"));
    }
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
