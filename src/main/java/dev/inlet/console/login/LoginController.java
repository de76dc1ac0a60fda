package dev.inlet.console.login;

import dev.inlet.access.PasswordCheck;
import dev.inlet.access.PasswordCheck.Result.Right;
import dev.inlet.access.PasswordCheck.Result.Wait;
import dev.inlet.access.PasswordCheck.Result.Wrong;
import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.console.page.Form;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RequestPrincipal;
import dev.inlet.oidc.OidcProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logs people in, with a name and a password or the admin password alone, and out. */
@AdminPort("/console")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
@Needs(Role.LOOK)
final class LoginController {
  static final String PATH = "/console/login";

  private static final String START = "/console";

  /** A path of the console's own: one that leads elsewhere must not be followed. */
  private static final Pattern OWN_PATH =
      Pattern.compile("/console(/[\\w./~%-]*)?(\\?[^\\s\\\\]*)?");

  /** So that a cookie holds it, too. */
  private static final int LONGEST = 1_000;

  private static final String NOT_ADMIN = "That is not the admin password.";
  private static final String NOT_TOGETHER = "There is no such user with that password.";
  private static final String TOO_MANY = "Too many wrong passwords. Try again in %d s.";

  private final PasswordCheck passwords;
  private final ConsoleSessions visits;
  private final Sessions sessions;
  private final @Nullable OidcProvider provider;

  LoginController(
      PasswordCheck passwords,
      ConsoleSessions visits,
      Sessions sessions,
      @Nullable OidcProvider provider) {
    this.provider = provider;
    this.passwords = passwords;
    this.visits = visits;
    this.sessions = sessions;
  }

  @Get("/login")
  LoginPage ask(@QueryValue(defaultValue = START) String to) {
    return page(to, "", null);
  }

  @Post("/login")
  @Consumes(MediaType.ALL)
  HttpResponse<?> logIn(HttpRequest<?> request, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    String to = form.text("to");
    String name = form.text("name").strip().toLowerCase(Locale.ROOT);
    return switch (passwords.check(
        name, form.text("password"), request.getRemoteAddress().getAddress())) {
      case Right right -> to(own(to)).cookie(logIn(right, request));
      case Wrong wrong ->
          HttpResponse.status(HttpStatus.UNAUTHORIZED)
              .body(page(to, name, name.isEmpty() ? NOT_ADMIN : NOT_TOGETHER));
      case Wait wait ->
          HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()))
              .body(page(to, name, TOO_MANY.formatted(wait.seconds())));
    };
  }

  private LoginPage page(String to, String name, @Nullable String problem) {
    return new LoginPage(to, name, provider == null ? null : provider.host(), problem);
  }

  private Cookie logIn(Right right, HttpRequest<?> request) {
    Principal user = Principal.user(right.name(), right.role(), RequestPrincipal.address(request));
    return ConsoleSessions.cookie(visits.logIn(user), request);
  }

  @Post("/logout")
  @Consumes(MediaType.ALL)
  HttpResponse<?> logOut(@RequestAttribute(Visit.ATTRIBUTE) Visit visit) {
    sessions.end(visit.session());
    return to(PATH);
  }

  /** Where somebody may be led after the log-in: what they wanted, if that is the console's own. */
  static String own(@Nullable String wanted) {
    return wanted != null && wanted.length() <= LONGEST && isOwn(wanted) ? wanted : START;
  }

  private static boolean isOwn(String address) {
    try {
      return OWN_PATH.matcher(new URI(address).toString()).matches();
    } catch (URISyntaxException e) {
      return false; // nobody is kept out for it
    }
  }

  private static MutableHttpResponse<?> to(String path) {
    return HttpResponse.seeOther(URI.create(path));
  }
}
