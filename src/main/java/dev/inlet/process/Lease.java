package dev.inlet.process;

/**
 * The right to process the journal, which one instance has at a time, so that the others do not do
 * the same work only to throw it away.
 *
 * <p>It saves work and keeps nothing apart: what makes effects happen once is the locked mark.
 */
public interface Lease {

  /**
   * Does work while this instance has the lease, unless another has it. This thread's transactions
   * run on the connection that holds it until the work returns or throws; so whoever has lost the
   * lease can write nothing under it.
   *
   * @return false when another instance has it, and nothing was done
   */
  boolean whileHeld(Runnable work);
}
