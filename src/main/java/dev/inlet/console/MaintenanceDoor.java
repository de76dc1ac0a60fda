package dev.inlet.console;

import dev.inlet.admin.AdminRefusal;
import dev.inlet.admin.MaintenanceSwitch;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.tester.Rehearsal.Door;
import java.time.Duration;
import java.util.UUID;

/**
 * Closes Inlet for a rehearsal, to every call, beside the maintenance switch. One at a time: the
 * next one waits until the door is open again.
 */
final class MaintenanceDoor implements Door {
  /** Longer than one that nobody ends. */
  private static final Duration PATIENCE = MaintenanceStore.LONGEST_REHEARSAL.plusSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final MaintenanceSwitch maintenance;
  private final String id = UUID.randomUUID().toString();

  MaintenanceDoor(MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
  }

  /**
   * @throws AdminRefusal when others keep it closed
   */
  @Override
  public void close() {
    long start = System.nanoTime();
    while (!maintenance.beginRehearsal(id)) {
      if (System.nanoTime() - start > PATIENCE.toNanos() || !pause()) {
        throw AdminRefusal.taken("Other tests keep Inlet closed: try again in a minute");
      }
    }
  }

  /** False when somebody wants this thread to end. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void open() {
    maintenance.endRehearsal(id);
  }
}
