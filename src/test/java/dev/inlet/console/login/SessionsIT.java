package dev.inlet.console.login;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.access.AdminPassword;
import dev.inlet.access.Principal;
import dev.inlet.access.Role;
import dev.inlet.access.SessionStore;
import dev.inlet.access.UserStore;
import dev.inlet.audit.AuditLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SessionsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Given private static RunningInlet inlet;
  private Instant now = NOON;

  @Test
  void aSessionLastsTwelveHours() {
    var sessions =
        new Sessions(
            inlet.context().getBean(SessionStore.class),
            inlet.context().getBean(UserStore.class),
            inlet.context().getBean(AdminPassword.class),
            inlet.context().getBean(AuditLog.class),
            () -> now);
    SessionId session = SessionId.random(new SecureRandom());
    sessions.begin(session, Principal.user("admin", Role.ADMIN, "192.0.2.1"));

    now = NOON.plus(Duration.ofHours(12)).minusMillis(1);
    assertNotNull(sessions.find(session, ""));
    now = NOON.plus(Duration.ofHours(12));
    assertNull(sessions.find(session, ""));
  }
}
