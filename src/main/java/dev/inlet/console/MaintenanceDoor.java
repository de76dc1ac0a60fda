package dev.inlet.console;

import dev.inlet.admin.MaintenanceSwitch;
import dev.inlet.receive.Maintenance;
import dev.inlet.tester.Rehearsal.Door;

/** Closes Inlet by its real maintenance switch, to every call, and puts the switch back. */
final class MaintenanceDoor implements Door {
  private final MaintenanceSwitch maintenance;
  private final Maintenance before;

  MaintenanceDoor(MaintenanceSwitch maintenance) {
    this.maintenance = maintenance;
    this.before = maintenance.read();
  }

  @Override
  public void close() {
    maintenance.set(true, "Closed for a moment by the event tester");
  }

  @Override
  public void open() {
    maintenance.set(before.enabled(), before.message());
  }
}
