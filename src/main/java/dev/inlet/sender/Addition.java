package dev.inlet.sender;

/** What a protocol adds to each of its calls, and how much that is at most. */
public interface Addition {

  /** Adds it. */
  void addTo(CallDraft call);

  /**
   * How large a call can become.
   *
   * @param bytes how large it is without the addition, in bytes of UTF-8
   */
  long most(long bytes);
}
