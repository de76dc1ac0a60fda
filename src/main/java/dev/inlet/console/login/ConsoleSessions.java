package dev.inlet.console.login;

import dev.inlet.access.DevAccess;
import dev.inlet.access.Principal;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.LocalRequests;
import dev.inlet.endpoint.RequestPrincipal;
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
    boolean isNew = known == null;
    String address = RequestPrincipal.address(request);
    if (devAccess.isConfigured() && LocalRequests.problem(request) == null) {
      return new Visit(session, isNew, Entrance.OPEN_DOOR, Principal.local(address));
    }
    Principal user = isNew ? null : sessions.find(session, address);
    return new Visit(session, isNew, user == null ? Entrance.OUTSIDE : Entrance.LOGGED_IN, user);
  }

  /** Why a log-in is no way in for this request either; null when it is one. */
  @Nullable String refusal(HttpRequest<?> request) {
    return devAccess.isConfigured() ? LocalRequests.problem(request) : null;
  }

  /** Logs the visitor in, under an id that nobody knew before. */
  SessionId logIn(Principal user) {
    SessionId session = SessionId.random(random);
    sessions.begin(session, user);
    return session;
  }

  /** Whether the browser came by TLS, to this server or to a proxy before it. */
  static boolean isSecure(HttpRequest<?> request) {
    return Connections.isSecure(request)
        || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
  }

  /** The cookie by which the browser is known from now on, until it is closed. */
  public static Cookie cookie(SessionId session, HttpRequest<?> request) {
    return Cookie.of(COOKIE, session.text())
        .path("/console")
        .httpOnly(true)
        .secure(isSecure(request))
        .sameSite(SameSite.Strict);
  }
}
