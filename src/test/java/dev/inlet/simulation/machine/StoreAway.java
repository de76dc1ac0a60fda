package dev.inlet.simulation.machine;

/** The store cannot do what is asked; it may be able to later. */
@SuppressWarnings("serial")
public final class StoreAway extends RuntimeException {
  StoreAway() {
    super("The store is away", null, false, false);
  }
}
