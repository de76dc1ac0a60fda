package dev.inlet.console.login;

import dev.inlet.access.AdminPassword;
import dev.inlet.access.SessionStore;
import dev.inlet.audit.Action;
import dev.inlet.audit.Actor;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who is logged in. A session lasts twelve hours, or until it is ended or the admin password is
 * another. What is stored of it opens nothing.
 */
@Singleton
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);

  private final SessionStore store;
  private final AdminPassword password;
  private final AuditLog audit;
  private final InstantSource clock;

  Sessions(SessionStore store, AdminPassword password, AuditLog audit, InstantSource clock) {
    this.audit = audit;
    this.store = store;
    this.password = password;
    this.clock = clock;
  }

  /** Logs a visitor in. */
  void begin(SessionId session, Actor actor) {
    Instant now = clock.instant();
    audit.note(Deed.of(Action.SESSION_BEGUN, null), actor);
    store.begin(digest(session), now, now.plus(LIFETIME));
  }

  boolean isOpen(SessionId session) {
    return store.isOpen(digest(session), clock.instant());
  }

  /** Logs a visitor out. */
  void end(SessionId session) {
    audit.noting(
        () -> {
          store.end(digest(session));
          return session;
        },
        ended -> Deed.of(Action.SESSION_ENDED, null));
  }

  private String digest(SessionId session) {
    return password.seal(session.text());
  }
}
