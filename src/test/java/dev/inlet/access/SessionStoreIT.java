package dev.inlet.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import java.nio.file.Path;
import java.time.Instant;
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

  @Test
  void sessionIsOpenUntilItExpiresOrIsEndedAndOverRestarts() {
    Map<String, Object> place = kind.fresh(folder);
    try (Stores stores = Stores.open(place)) {
      SessionStore sessions = stores.sessions();
      sessions.begin("a", NOW, EXPIRY);
      sessions.begin("b", NOW, EXPIRY);

      assertTrue(sessions.isOpen("a", EXPIRY.minusSeconds(1)));
      assertFalse(sessions.isOpen("a", EXPIRY));
      assertFalse(sessions.isOpen("c", NOW));
      sessions.end("a");
      sessions.end("a");
      assertFalse(sessions.isOpen("a", NOW));
    }
    try (Stores stores = Stores.open(place)) {
      assertTrue(stores.sessions().isOpen("b", NOW));
    }
  }

  @Test
  void expiredSessionsAreForgottenWhenTheNextBegins() {
    try (Stores stores = Stores.open(kind.fresh(folder))) {
      stores.sessions().begin("old", NOW, EXPIRY);
      stores.sessions().begin("new", EXPIRY, EXPIRY.plusSeconds(60));

      assertFalse(stores.sessions().isOpen("old", NOW));
      assertTrue(stores.sessions().isOpen("new", EXPIRY));
    }
  }
}
