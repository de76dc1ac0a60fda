package dev.inlet.journal;

/**
 * How much memory everything may take that grows with what senders send, in bytes. All of it comes
 * from the size of the heap, so that a small heap makes Inlet take less at a time, and never more
 * than it can hold. Together this is a quarter of the heap at most; the rest is for what databases
 * copy of it, for requests that arrive, and for the garbage in between.
 *
 * <p>What calls take is estimated by {@link Footprint}. One call, or one request's calls, may go
 * beyond a bound: each is bounded by its protocol.
 *
 * @param waiting calls that wait to become durable; the configuration may ask for less
 * @param append calls that become durable together
 * @param tail calls kept in memory between the journal and the processor
 * @param batch calls that are processed together, as they are read
 * @param changed what is stored and changed in one transaction, of which H2 has some ten copies,
 *     most of them in one piece
 * @param read bodies that are read from a database at a time
 * @param notes bodies of refused deliveries that wait to be noted
 */
public record MemoryBudget(
    long waiting, long append, long tail, long batch, long changed, long read, long notes) {
  private static final long MEGABYTE = 1L << 20;

  /** The bounds for a heap of that many bytes. What is large enough for any use stays so. */
  public static MemoryBudget of(long heap) {
    return new MemoryBudget(
        heap / 16,
        Math.min(heap / 64, 8 * MEGABYTE),
        Math.min(heap / 16, 64 * MEGABYTE),
        Math.min(heap / 24, 64 * MEGABYTE),
        Math.min(heap / 128, 64 * MEGABYTE),
        Math.min(heap / 48, 16 * MEGABYTE),
        Math.min(heap / 64, 32 * MEGABYTE));
  }
}
