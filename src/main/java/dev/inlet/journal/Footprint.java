package dev.inlet.journal;

/**
 * What calls take of the heap, in bytes: estimates, rather too high than too low.
 *
 * <p>A call that was read holds its text twice beside the body: its traits or properties as a
 * whole, and each of their values; and for each of these an entry of a map and two strings. Their
 * names can be so short that this comes to eighteen times the body. Every member but the first of
 * its object follows a comma, so the commas of a body tell how many there are at most.
 */
public final class Footprint {
  /**
   * Beyond this size in bytes a call waits as its body alone, and is read once more when it is
   * processed: that costs less than having it in memory several times.
   */
  static final int LARGEST_KEPT_AS_READ = 16_384;

  /** Its entry, its ids, and its places in queues. */
  private static final int CALL = 1_000;

  /** A map's entry and its part of the table, the headers of two short strings, their padding. */
  private static final int MEMBER = 144;

  /** The shortest that a member can be, with a name that no other has and its comma. */
  private static final int SHORTEST_MEMBER = 8;

  private static final int TEXTS = 2;

  /** Of text with a character beyond Latin-1. */
  private static final int BYTES_PER_CHARACTER = 2;

  private Footprint() {}

  /** Whether a call stays in memory as it was read until it is processed. */
  static boolean isKeptAsRead(JournalEntry entry) {
    return entry.body().length <= LARGEST_KEPT_AS_READ;
  }

  /** What a call takes while it waits, to become durable or to be processed. */
  public static long waiting(JournalEntry entry) {
    return isKeptAsRead(entry) ? read(entry) : CALL + settings(entry) + entry.body().length;
  }

  /** What a call takes while it is processed: its body, and what it was read as. */
  public static long read(JournalEntry entry) {
    byte[] body = entry.body();
    int commas = 0;
    int characterBytes = 1;
    for (byte one : body) {
      if (one == ',') {
        commas++;
      } else if (one < 0) {
        characterBytes = BYTES_PER_CHARACTER;
      }
    }
    long texts = (long) body.length * TEXTS * characterBytes;
    return CALL + settings(entry) + body.length + texts + (commas + 1L) * MEMBER;
  }

  /** What calls take at most while they are processed, by the size of their bodies alone. */
  public static long readAtMost(int calls, long bodies) {
    long texts = bodies * TEXTS * BYTES_PER_CHARACTER;
    return (long) calls * CALL + bodies + texts + bodies / SHORTEST_MEMBER * MEMBER;
  }

  private static long settings(JournalEntry entry) {
    return entry.settings() == null ? 0 : (long) entry.settings().length() * TEXTS;
  }
}
