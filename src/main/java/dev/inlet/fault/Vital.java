package dev.inlet.fault;

/**
 * What works on a thread of its own, without which Inlet does not do what it is there for. When the
 * thread has ended and Inlet has not, it is to be started again.
 */
public interface Vital {

  /** The thread, from its start on. */
  Thread thread();
}
