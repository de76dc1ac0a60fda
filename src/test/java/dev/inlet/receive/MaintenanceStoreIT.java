package dev.inlet.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  @Given(per = Per.CLASS)
  private Stores stores;

  @Test
  void itIsOffAtFirstAndKeptOverRestarts() {
    try (Stores fresh = Stores.open(kind.fresh(folder))) {
      assertEquals(Maintenance.OFF, fresh.maintenance().read());
      for (Maintenance next :
          List.of(
              new Maintenance(true, "Back at noon – ü", null),
              new Maintenance(true, null, null),
              new Maintenance(true, null, Instant.parse("2999-01-01T00:00:00Z")),
              new Maintenance(false, null, null))) {
        fresh.maintenance().write(next);
        fresh.reopen();
        assertEquals(next, fresh.maintenance().read());
      }
    }
  }

  @Nested
  class DuringARehearsal {
    private MaintenanceStore store;

    @BeforeEach
    void begin() {
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
    void turnOff() {
      stores.maintenance().write(Maintenance.OFF);
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
      stores.reopen();
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
      new Everything(stores.place())
          .execute(
              "UPDATE maintenance SET rehearsal_until = rehearsal_until - INTERVAL '%d' SECOND"
                  .formatted(time.toSeconds()));
    }
  }
}
