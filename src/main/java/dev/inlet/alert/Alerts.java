package dev.inlet.alert;

import jakarta.inject.Singleton;
import java.util.List;

/** The alerts there are; those that last are remembered from the last look, so nobody waits. */
@Singleton
public final class Alerts {
  private final AlertStore store;
  private volatile List<Alert> open = List.of();

  Alerts(AlertStore store) {
    this.store = store;
  }

  /** Those that last, as of the last look, half a minute ago at most. Never blocks. */
  public List<Alert> here() {
    return open;
  }

  /** Those that last, the newest first. */
  public List<Alert> open() {
    open = store.open();
    return open;
  }

  /** The newest of those that are over. */
  public List<Alert> past() {
    return store.past();
  }
}
