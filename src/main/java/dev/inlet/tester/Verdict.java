package dev.inlet.tester;

/** What Segment does with a call after an answer. */
public enum Verdict {
  KEPT("Kept", "Segment is done with this call."),
  DROPPED("Dropped", "Segment shows the message to the customer and does not try again."),
  RETRIED("Retried", "Segment tries again, with growing pauses, for four hours.");

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int VERSION_NOT_SUPPORTED = 505;

  private final String word;
  private final String sentence;

  Verdict(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** The verdict on a status. */
  public static Verdict of(int status) {
    if (status >= 200 && status < 300) {
      return KEPT;
    }
    boolean passes =
        status == TOO_MANY_REQUESTS
            || status >= 500 && status != NOT_IMPLEMENTED && status != VERSION_NOT_SUPPORTED;
    return passes ? RETRIED : DROPPED;
  }

  /** What Segment would do, in one word. */
  public String word() {
    return word;
  }

  /** What Segment would do, as a sentence. */
  public String sentence() {
    return sentence;
  }
}
