package dev.inlet.audit;

/** Tells on whose behalf a thread works. */
public interface WhoActs {

  /** Who has asked for what this thread does; {@link Actor#INLET} when nobody has. */
  Actor now();
}
