package dev.inlet.console.login;

import static java.net.URLDecoder.decode;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RequestPrincipal;
import dev.inlet.endpoint.parameter.Reads;
import dev.inlet.oidc.LogInAttempt;
import dev.inlet.oidc.OidcProvider;
import dev.inlet.oidc.OidcRefused;
import dev.inlet.oidc.OidcUser;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.Users;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logs people in through the provider that is configured. */
@AdminPort(LoginController.PATH + "/oidc")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = OidcProvider.class)
@Needs(Role.LOOK)
final class OidcController {
  /** What the browser keeps between leaving for the provider and coming back. */
  static final String COOKIE = "inlet_oidc";

  /** Beside it, what they wanted to see. */
  private static final String WANTED = "inlet_oidc_to";

  private static final Pattern ENCODED = Pattern.compile("([\\w.*+-]|%[0-9A-Fa-f]{2}){1,4000}");
  private static final Pattern HOST = Pattern.compile("[\\w.\\-\\[\\]:]{1,255}");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OidcProvider provider;
  private final Users users;
  private final ConsoleSessions visits;
  private final SecureRandom random = new SecureRandom();

  OidcController(OidcProvider provider, Users users, ConsoleSessions visits) {
    this.provider = provider;
    this.users = users;
    this.visits = visits;
  }

  @Get
  HttpResponse<?> begin(HttpRequest<?> request, @QueryValue @Nullable String to) {
    LogInAttempt attempt = LogInAttempt.random(random);
    try {
      URI provided = provider.begin(attempt, back(request));
      return HttpResponse.seeOther(provided)
          .cookie(cookie(COOKIE, attempt.text(), PATIENCE, request))
          .cookie(cookie(WANTED, encode(LoginController.own(to), UTF_8), PATIENCE, request));
    } catch (OidcRefused refusal) {
      return refused(refusal.message(), request);
    }
  }

  /**
   * The answer is a page that leads on by itself: a browser that was sent here from elsewhere would
   * not send the session's cookie along with a redirect.
   */
  @Reads(Reads.ANYTHING)
  @Get("/back")
  HttpResponse<?> comeBack(
      HttpRequest<?> request,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String state) {
    LogInAttempt attempt =
        LogInAttempt.read(
            request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse(null));
    if (attempt == null || code == null || !attempt.isState(state)) {
      return refused("This log-in was not begun here, or too long ago: begin again", request);
    }
    try {
      OidcUser vouched = provider.finish(attempt, code, back(request));
      Principal who =
          Principal.user(vouched.name(), vouched.role(), RequestPrincipal.address(request));
      RequestPrincipal.set(request, who); // they make themselves a user
      users.vouchedFor(vouched.name(), vouched.role(), vouched.identity());
      String wanted = wanted(request);
      return HttpResponse.ok(new LoggedInPage(wanted))
          .header("Refresh", "0; url=" + wanted)
          .cookie(ConsoleSessions.cookie(visits.logIn(who), request))
          .cookie(cookie(COOKIE, "", Duration.ZERO, request))
          .cookie(cookie(WANTED, "", Duration.ZERO, request));
    } catch (OidcRefused | OperationRefused refusal) {
      return refused(String.valueOf(refusal.getMessage()), request);
    }
  }

  private HttpResponse<?> refused(String message, HttpRequest<?> request) {
    return HttpResponse.status(HttpStatus.FORBIDDEN)
        .body(new LoginPage(wanted(request), "", provider.host(), message))
        .cookie(cookie(COOKIE, "", Duration.ZERO, request));
  }

  /**
   * What was wanted before the log-in; nobody is led out of the console, whatever the cookie says.
   */
  private static String wanted(HttpRequest<?> request) {
    return LoginController.own(
        request
            .getCookies()
            .findCookie(WANTED)
            .map(Cookie::getValue)
            .filter(ENCODED.asMatchPredicate())
            .map(text -> decode(text, UTF_8))
            .orElse(null));
  }

  /** By the name that the browser knows this console by; the provider knows which are right. */
  private static URI back(HttpRequest<?> request) {
    String host =
        Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
            .filter(name -> HOST.matcher(name).matches())
            .orElseThrow(() -> new OidcRefused("This request names no host"));
    String scheme = ConsoleSessions.isSecure(request) ? "https" : "http";
    return URI.create(scheme + "://" + host + LoginController.PATH + "/oidc/back");
  }

  /** Lax, since it has to come along when the provider sends the browser back. */
  private static Cookie cookie(String name, String text, Duration age, HttpRequest<?> request) {
    return Cookie.of(name, text)
        .path(LoginController.PATH)
        .maxAge(age)
        .httpOnly(true)
        .secure(ConsoleSessions.isSecure(request))
        .sameSite(SameSite.Lax);
  }
}
