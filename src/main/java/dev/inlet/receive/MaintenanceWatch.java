package dev.inlet.receive;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the maintenance switches to this instance's gate, within a second, whoever turned it. */
@Context
public class MaintenanceWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceWatch.class);

  private final MaintenanceStore store;
  private final Gate gate;

  MaintenanceWatch(MaintenanceStore store, Gate gate) {
    this.store = store;
    this.gate = gate;
  }

  /** Looks before the first call is let in. */
  @PostConstruct
  void begin() {
    look();
  }

  /**
   * Looks now. One look at a time, so that none which has read the switch before it was turned sets
   * the gate afterwards.
   */
  @Scheduled(initialDelay = "1s", fixedDelay = "1s")
  public synchronized void look() {
    try {
      gate.set(store.read(), store.accounts());
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.warn("The maintenance switches could not be read: {}", new Fault(e));
    }
  }
}
