package dev.inlet.console.login;

import dev.inlet.access.AdminPassword;
import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.access.SessionStore;
import dev.inlet.access.UserStore;
import dev.inlet.access.UserStore.Stored;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. A session lasts twelve hours, or until it is ended, the admin password is
 * another, or its user is disabled or has another password. What is stored of it opens nothing.
 */
@Singleton
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);

  /**
   * Before what is digested of a user's session: an older Inlet, which knows no users, finds none.
   */
  private static final String OF_USER = "user ";

  private final SessionStore store;
  private final UserStore users;
  private final AdminPassword password;
  private final AuditLog audit;
  private final InstantSource clock;

  Sessions(
      SessionStore store,
      UserStore users,
      AdminPassword password,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.users = users;
    this.password = password;
    this.audit = audit;
    this.clock = clock;
  }

  /** Logs a visitor in. */
  void begin(SessionId session, Principal user) {
    audit.together(
        () -> {
          begin(session, user, clock.instant());
          return session;
        });
  }

  private void begin(SessionId session, Principal user, Instant now) {
    Instant end = now.plus(LIFETIME);
    audit.note(Deed.of(Action.SESSION_BEGUN, null), user.actor());
    if (user.isNamedUser()) {
      String name = user.actor().name();
      store.begin(password.seal(OF_USER + session.text()), name, now, end);
      users.loggedIn(name, now);
    } else {
      store.begin(password.seal(session.text()), null, now, end);
    }
  }

  /** Who is logged in under a session; null when nobody is, or they may not come in any more. */
  @Nullable Principal find(SessionId session, String address) {
    return store
        .find(digests(session), clock.instant())
        .map(open -> principal(open.user(), address))
        .orElse(null);
  }

  private @Nullable Principal principal(@Nullable String user, String address) {
    return user == null
        ? Principal.user(Principal.ADMIN, Role.ADMIN, address)
        : users
            .find(user)
            .map(Stored::user)
            .filter(one -> !one.isDisabled())
            .map(one -> Principal.user(user, one.role(), address))
            .orElse(null);
  }

  /** Logs a visitor out. */
  void end(SessionId session) {
    audit.noting(
        () -> {
          digests(session).forEach(store::end);
          return session;
        },
        ended -> Deed.of(Action.SESSION_ENDED, null));
  }

  private List<String> digests(SessionId session) {
    return List.of(password.seal(session.text()), password.seal(OF_USER + session.text()));
  }
}
