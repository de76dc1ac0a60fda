package dev.inlet.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class MaintenanceStoreIT {
  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @Test
  void itIsOffAtFirstAndKeptOverRestarts() {
    Map<String, Object> place = kind.fresh(folder);
    for (Maintenance next :
        List.of(
            new Maintenance(true, "Back at noon – ü", null),
            new Maintenance(true, null, null),
            new Maintenance(true, null, Instant.parse("2999-01-01T00:00:00Z")),
            new Maintenance(false, null, null))) {
      try (Stores stores = Stores.open(place)) {
        if (next.message() != null) {
          assertEquals(Maintenance.OFF, stores.maintenance().read());
        }
        stores.maintenance().write(next);
      }
      try (Stores stores = Stores.open(place)) {
        assertEquals(next, stores.maintenance().read());
      }
    }
  }

  @Nested
  class DuringARehearsal {
    private Map<String, Object> place;
    private Stores stores;
    private MaintenanceStore store;

    @BeforeEach
    void begin() {
      place = kind.fresh(folder);
      stores = Stores.open(place);
      store = stores.maintenance();
      assertTrue(store.beginRehearsal("one"));
      assertEquals(Maintenance.REHEARSAL, store.read());
    }

    @Test
    void whatHasEndedByTheDatabasesClockIsOff() {
      store.write(new Maintenance(true, "Back soon", Instant.parse("2020-01-01T00:00:00Z")));

      assertEquals(new Maintenance(false, "Back soon", null), store.read());
    }

    @AfterEach
    void close() {
      stores.close();
    }

    @Test
    void noOtherBegins() {
      assertFalse(store.beginRehearsal("other"));
      store.endRehearsal("other");
      assertEquals(Maintenance.REHEARSAL, store.read());
      store.endRehearsal("one");
      assertEquals(Maintenance.OFF, store.read());
      assertTrue(store.beginRehearsal("other"));
    }

    @Test
    void whatAnOperatorTurnsOnStays() {
      var closed = new Maintenance(true, "Back at noon", null);
      store.write(closed);
      assertEquals(closed, store.read());
      store.endRehearsal("one");
      assertEquals(closed, store.read());
    }

    @Test
    void whatAnOperatorTurnsOffStays() {
      store.write(Maintenance.OFF);
      assertEquals(Maintenance.OFF, store.read());
      assertTrue(store.beginRehearsal("other"), "the first has ended with it");
      store.endRehearsal("one");
      assertEquals(Maintenance.REHEARSAL, store.read());
    }

    @Test
    void theSwitchComesBackAsItWas() {
      store.endRehearsal("one");
      var closed = new Maintenance(true, "Back at noon", null);
      store.write(closed);
      assertTrue(store.beginRehearsal("other"));
      assertEquals(closed, store.read());
      store.endRehearsal("other");
      assertEquals(closed, store.read());
    }

    @Test
    void itEndsByItselfWhenItsProcessHasDied() throws Exception {
      stores.close();
      stores = Stores.open(place);
      store = stores.maintenance();
      assertEquals(Maintenance.REHEARSAL, store.read());
      pass(MaintenanceStore.LONGEST_REHEARSAL.minusSeconds(10));
      assertEquals(Maintenance.REHEARSAL, store.read());
      pass(Duration.ofSeconds(10));
      assertEquals(Maintenance.OFF, store.read());
      assertTrue(store.beginRehearsal("other"));
    }

    /** Moves the end of the rehearsal rather than the database's clock. */
    private void pass(Duration time) throws Exception {
      new Everything(place)
          .execute(
              "UPDATE maintenance SET rehearsal_until = rehearsal_until - INTERVAL '%d' SECOND"
                  .formatted(time.toSeconds()));
    }
  }
}
