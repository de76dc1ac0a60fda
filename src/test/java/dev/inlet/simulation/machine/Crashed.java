package dev.inlet.simulation.machine;

/** The process, or the power, is gone: whoever was at work comes no further. */
@SuppressWarnings("serial")
public final class Crashed extends Error {
  /** Here and now. */
  public Crashed() {
    super("Crashed", null, false, false);
  }
}
