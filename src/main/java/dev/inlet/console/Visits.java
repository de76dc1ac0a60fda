package dev.inlet.console;

import dev.inlet.admin.DevAccess;
import dev.inlet.endpoint.LocalRequests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Tells whose request it is, by a cookie that only the console's own pages send. */
@Singleton
final class Visits {
  static final String COOKIE = "inlet_console";

  private final Sessions sessions;
  private final DevAccess devAccess;
  private final SecureRandom random = new SecureRandom();

  Visits(Sessions sessions, DevAccess devAccess) {
    this.sessions = sessions;
    this.devAccess = devAccess;
  }

  /** Asks the store about the session, if the browser may have one. */
  Visit of(HttpRequest<?> request) {
    VisitorId known =
        VisitorId.of(request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse(null));
    VisitorId visitor = known == null ? VisitorId.random(random) : known;
    return new Visit(visitor, known == null, entrance(request, visitor, known == null));
  }

  private Entrance entrance(HttpRequest<?> request, VisitorId visitor, boolean isNew) {
    if (devAccess.isConfigured() && LocalRequests.problem(request) == null) {
      return Entrance.OPEN_DOOR;
    }
    return !isNew && sessions.isOpen(visitor) ? Entrance.LOGGED_IN : Entrance.OUTSIDE;
  }

  /** Why a log-in is no way in for this request either; null when it is one. */
  @Nullable String refusal(HttpRequest<?> request) {
    return devAccess.isConfigured() ? LocalRequests.problem(request) : null;
  }

  /** Logs the visitor in, under an id that nobody knew before. */
  VisitorId logIn() {
    VisitorId visitor = VisitorId.random(random);
    sessions.begin(visitor);
    return visitor;
  }

  /** The cookie by which the browser is known from now on, until it is closed. */
  static Cookie cookie(VisitorId visitor, HttpRequest<?> request) {
    boolean secure =
        request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    return Cookie.of(COOKIE, visitor.text())
        .path("/console")
        .httpOnly(true)
        .secure(secure)
        .sameSite(SameSite.Strict);
  }
}
