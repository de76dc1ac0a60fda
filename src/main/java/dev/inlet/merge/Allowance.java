package dev.inlet.merge;

/**
 * How much of what is stored one transaction may change, in bytes of text. A database keeps what a
 * transaction replaces, and what it replaces it with, until the end; H2 keeps it in Inlet's memory.
 *
 * <p>Of one transaction, and one thread.
 */
public final class Allowance {
  private final long bytes;
  private long taken;

  private Allowance(long bytes) {
    this.bytes = bytes;
  }

  /** So many bytes at most. */
  public static Allowance of(long bytes) {
    return new Allowance(bytes);
  }

  /** For a single call, whose protocol bounds what it can change. */
  public static Allowance unbounded() {
    return new Allowance(Long.MAX_VALUE);
  }

  /**
   * Notes what is about to be changed.
   *
   * @throws TooMuchAtOnce when that is too much, together with what was noted before
   */
  public void take(long more) {
    if (more > bytes - taken) {
      throw new TooMuchAtOnce();
    }
    taken += more;
  }

  /** So much would be changed together that it has to be done in several transactions. */
  @SuppressWarnings("serial")
  public static final class TooMuchAtOnce extends RuntimeException {
    TooMuchAtOnce() {
      super("Too much at once");
    }
  }
}
