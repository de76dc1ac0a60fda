package dev.inlet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.access.SessionStore.Open;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class SessionStoreIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant EXPIRY = NOW.plusSeconds(60);

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  private static boolean isOpen(SessionStore sessions, String digest, Instant now) {
    return sessions.find(List.of(digest, "another"), now).isPresent();
  }

  @Test
  void sessionsOfAUserEndTogetherAndNobodyElses() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      SessionStore sessions = stores.sessions();
      sessions.begin("a", "ada", NOW, EXPIRY);
      sessions.begin("b", "ada", NOW, EXPIRY);
      sessions.begin("c", "bob", NOW, EXPIRY);
      sessions.begin("d", null, NOW, EXPIRY);

      sessions.endAll("ada");

      assertFalse(isOpen(sessions, "a", NOW));
      assertFalse(isOpen(sessions, "b", NOW));
      assertEquals(new Open("bob"), sessions.find(List.of("c"), NOW).orElseThrow());
      assertEquals(new Open(null), sessions.find(List.of("d"), NOW).orElseThrow());
    }
  }

  @Test
  void sessionIsOpenUntilItExpiresOrIsEndedAndOverRestarts() {
    Map<String, Object> place = kind.fresh(folder);
    try (Stores stores = Stores.open(place)) {
      SessionStore sessions = stores.sessions();
      sessions.begin("a", null, NOW, EXPIRY);
      sessions.begin("b", "ada", NOW, EXPIRY);

      assertTrue(isOpen(sessions, "a", EXPIRY.minusSeconds(1)));
      assertFalse(isOpen(sessions, "a", EXPIRY));
      assertFalse(isOpen(sessions, "c", NOW));
      sessions.end("a");
      sessions.end("a");
      assertFalse(isOpen(sessions, "a", NOW));
    }
    try (Stores stores = Stores.open(place)) {
      assertTrue(isOpen(stores.sessions(), "b", NOW));
    }
  }

  @Test
  void expiredSessionsAreForgottenWhenTheNextBegins() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      stores.sessions().begin("old", null, NOW, EXPIRY);
      stores.sessions().begin("new", null, EXPIRY, EXPIRY.plusSeconds(60));

      assertFalse(isOpen(stores.sessions(), "old", NOW));
      assertTrue(isOpen(stores.sessions(), "new", EXPIRY));
    }
  }
}
