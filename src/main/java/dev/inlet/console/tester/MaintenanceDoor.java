package dev.inlet.console.tester;

import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.tester.ScenarioRun.Door;
import java.time.Duration;
import java.util.UUID;

/**
 * Closes Inlet for a rehearsal, to every call, beside the maintenance switch. One at a time: the
 * next one waits until the door is open again.
 */
public final class MaintenanceDoor implements Door {
  /** Longer than one that nobody ends. */
  private static final Duration PATIENCE = MaintenanceStore.LONGEST_REHEARSAL.plusSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final MaintenanceSwitch maintenance;
  private final String id = UUID.randomUUID().toString();

  /** Open, until it is closed. */
  public MaintenanceDoor(MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
  }

  /**
   * @throws OperationRefused when others keep it closed
   */
  @Override
  public void close() {
    if (!Polling.until(() -> maintenance.beginRehearsal(id), PATIENCE, PAUSE)) {
      throw OperationRefused.taken("Other tests keep Inlet closed: try again in a minute");
    }
  }

  @Override
  public void open() {
    maintenance.endRehearsal(id);
  }
}
