package dev.inlet.alert;

import java.util.Locale;

/** What an alert is about. Its name is stored, so it stays what it is. */
public enum AlertKind {
  REFUSALS("Its refused deliveries say what has to change; most often the customer has to."),
  SILENT("Ask the customer whether the destination is still enabled in Segment."),
  KEY_EXPIRES("Rotate the key, and give the customer the new one, or let it expire later."),
  PROCESSING_BEHIND(
      "Calls are safe, and answered 202 meanwhile. Look at what the database is busy with."),
  WEBHOOKS_BEHIND("A subscriber does not take its changes: its page says what it answers."),
  DISK_FILLS("Calls are answered 503 when it is full. Make room, or keep calls for less long.");

  private final String advice;

  AlertKind(String advice) {
    this.advice = advice;
  }

  /** What to do about it, in a sentence. */
  public String advice() {
    return advice;
  }

  /** Its name in the API, such as {@code key-expires}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
