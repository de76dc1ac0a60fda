package dev.inlet.merge;

import java.time.Instant;
import java.util.Comparator;

/**
 * When a message said something, and which message it was. Stamps are totally ordered, so of any
 * two writers there is always one later writer, whatever order they arrived in.
 *
 * @param time when the call happened, in microseconds
 * @param messageId the message, which decides between equal times
 */
public record Stamp(Instant time, String messageId) implements Comparable<Stamp> {
  private static final Comparator<Stamp> ORDER =
      Comparator.comparing(Stamp::time).thenComparing(Stamp::messageId);

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
