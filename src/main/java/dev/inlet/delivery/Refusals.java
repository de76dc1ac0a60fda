package dev.inlet.delivery;

/**
 * Where refused deliveries are noted, so that somebody can find out why calls do not arrive. Notes
 * are kept as well as possible: under a flood of refusals, or while the database is away, some are
 * dropped rather than holding anything up.
 */
public interface Refusals {

  /** Notes a refusal. Does not block. */
  void note(Refusal refusal);
}
