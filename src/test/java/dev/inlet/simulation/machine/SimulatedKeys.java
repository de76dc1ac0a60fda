package dev.inlet.simulation.machine;

import dev.inlet.account.UnusedAccountStore;
import java.time.Instant;
import java.util.Map;

/** Accounts' keys, of which the core only tells that they were used. */
public final class SimulatedKeys extends UnusedAccountStore {
  private final Surroundings surroundings;

  /** Any. */
  public SimulatedKeys(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void used(Map<String, Instant> lastUsed) {
    SimulatedProgress.statement(surroundings);
  }
}
