package dev.inlet.console.login;

import dev.inlet.operate.AdminPassword;
import dev.inlet.operate.SessionStore;
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
  private final InstantSource clock;

  Sessions(SessionStore store, AdminPassword password, InstantSource clock) {
    this.store = store;
    this.password = password;
    this.clock = clock;
  }

  /** Logs a visitor in. */
  void begin(SessionId session) {
    Instant now = clock.instant();
    store.begin(digest(session), now, now.plus(LIFETIME));
  }

  boolean isOpen(SessionId session) {
    return store.isOpen(digest(session), clock.instant());
  }

  /** Logs a visitor out. */
  void end(SessionId session) {
    store.end(digest(session));
  }

  private String digest(SessionId session) {
    return password.seal(session.text());
  }
}
