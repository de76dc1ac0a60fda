package dev.inlet.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
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
            new Maintenance(true, "Back at noon – ü"),
            new Maintenance(true, null),
            new Maintenance(false, null))) {
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
}
