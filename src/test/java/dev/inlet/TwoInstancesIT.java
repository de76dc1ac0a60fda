package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator changes on one instance takes effect on the others in time. */
class TwoInstancesIT {
  private static final Duration KEYS_WITHIN = Duration.ofSeconds(5);
  private static final Duration MAINTENANCE_WITHIN = Duration.ofSeconds(2);
  private static final String CALL = "{\"type\":\"identify\",\"userId\":\"1\"}";

  @TempDir Path folder;

  @Test
  void aRevokedKeyAndMaintenanceReachTheOtherInstance() {
    Map<String, Object> place = EmbeddedPostgresql.newDatabase();
    try (RunningInlet one = start(place);
        RunningInlet other = start(place)) {
      String key = one.newKey("acme");
      assertEquals(200, one.deliver(key, CALL).status());
      assertEquals(2, other.deliver(key, CALL).status() / 100, "and is cached there now");

      String id = one.admin("GET", "/api/accounts/acme/keys").at("/keys/0/id").asText();
      one.admin("DELETE", "/api/accounts/acme/keys/" + id);
      Duration revoked = within(KEYS_WITHIN, () -> other.deliver(key, CALL).status() == 401);
      assertEquals(401, one.deliver(key, CALL).status());

      one.admin("PUT", "/api/maintenance", "{\"enabled\":true}");
      Duration closed = within(MAINTENANCE_WITHIN, () -> other.deliver(key, CALL).status() == 503);
      one.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
      Duration opened = within(MAINTENANCE_WITHIN, () -> other.deliver(key, CALL).status() == 401);
      Figures.note(
          "two instances",
          "a revoked key was refused on the other after %d ms, maintenance began there after %d ms"
              + " and ended after %d ms",
          revoked.toMillis(),
          closed.toMillis(),
          opened.toMillis());
    }
  }

  private RunningInlet start(Map<String, Object> place) {
    return RunningInlet.in(folder).with(place).start();
  }

  /** How long it took. */
  private static Duration within(Duration most, BooleanSupplier condition) {
    long start = System.nanoTime();
    Eventually.become("seen by the other", condition);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(most) <= 0, "took " + took);
    return took;
  }
}
