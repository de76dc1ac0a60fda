package dev.inlet.console.login;

import dev.inlet.access.DevAccess;
import dev.inlet.audit.Actor;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.LocalRequests;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Tells whose request it is, by a cookie that only the console's own pages send. */
@Singleton
public final class ConsoleSessions {
  public static final String COOKIE = "inlet_console";

  private final Sessions sessions;
  private final DevAccess devAccess;
  private final SecureRandom random = new SecureRandom();

  ConsoleSessions(Sessions sessions, DevAccess devAccess) {
    this.sessions = sessions;
    this.devAccess = devAccess;
  }

  /** Asks the store about the session, if the browser may have one. */
  Visit of(HttpRequest<?> request) {
    SessionId known =
        SessionId.of(request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse(null));
    SessionId session = known == null ? SessionId.random(random) : known;
    return new Visit(session, known == null, entrance(request, session, known == null));
  }

  private Entrance entrance(HttpRequest<?> request, SessionId session, boolean isNew) {
    if (devAccess.isConfigured() && LocalRequests.problem(request) == null) {
      return Entrance.OPEN_DOOR;
    }
    return !isNew && sessions.isOpen(session) ? Entrance.LOGGED_IN : Entrance.OUTSIDE;
  }

  /** Why a log-in is no way in for this request either; null when it is one. */
  @Nullable String refusal(HttpRequest<?> request) {
    return devAccess.isConfigured() ? LocalRequests.problem(request) : null;
  }

  /** Logs the visitor in, under an id that nobody knew before. */
  SessionId logIn(Actor actor) {
    SessionId session = SessionId.random(random);
    sessions.begin(session, actor);
    return session;
  }

  /** The cookie by which the browser is known from now on, until it is closed. */
  public static Cookie cookie(SessionId session, HttpRequest<?> request) {
    boolean secure =
        Connections.isSecure(request)
            || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    return Cookie.of(COOKIE, session.text())
        .path("/console")
        .httpOnly(true)
        .secure(secure)
        .sameSite(SameSite.Strict);
  }
}
