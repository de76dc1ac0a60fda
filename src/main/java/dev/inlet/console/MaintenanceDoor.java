package dev.inlet.console;

import dev.inlet.receive.Gate;
import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.tester.Rehearsal.Door;

/** Closes Inlet by its real maintenance switch, to every call, and puts the switch back. */
final class MaintenanceDoor implements Door {
  private static final Maintenance CLOSED =
      new Maintenance(true, "Closed for a moment by the event tester");

  private final MaintenanceStore store;
  private final Gate gate;
  private final Maintenance before;

  MaintenanceDoor(MaintenanceStore store, Gate gate) {
    this.store = store;
    this.gate = gate;
    this.before = store.read();
  }

  @Override
  public void close() {
    turn(CLOSED);
  }

  @Override
  public void open() {
    turn(before);
  }

  private void turn(Maintenance maintenance) {
    store.write(maintenance);
    gate.set(maintenance);
  }
}
