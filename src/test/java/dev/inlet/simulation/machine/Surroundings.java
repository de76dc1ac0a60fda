package dev.inlet.simulation.machine;

/** What a simulated disk or store takes a step in. */
public interface Surroundings {

  /** Kinds of steps, which take more or less time. */
  public enum Step {
    /** Takes no time: files are opened under a lock. */
    OPEN,
    READ,
    WRITE,
    FORCE,
    NAME,
    STORE,
    COMMIT
  }

  /**
   * Takes a step: time passes, and others work meanwhile.
   *
   * @throws Crashed when it does not come to its end
   */
  void take(Step step);

  /** Whether a step that was taken fails. */
  boolean fails(Step step);
}
