package dev.inlet.receive;

/** Where the maintenance switch is kept, for every instance and over restarts. May block. */
public interface MaintenanceStore {
  Maintenance read();

  void write(Maintenance maintenance);
}
