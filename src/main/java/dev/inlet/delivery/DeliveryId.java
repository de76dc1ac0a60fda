package dev.inlet.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery is known by among those of its account: {@code j7} for the call at place 7 of the
 * journal, {@code r7} for refusal 7.
 *
 * @param number the place in the journal, or the number of the refusal
 */
public record DeliveryId(Kind kind, long number) {

  /** Where a delivery is kept. */
  public enum Kind {
    JOURNALED('j'),
    REFUSED('r');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  /** The id of the call at a place of the journal. */
  public static DeliveryId journaled(long seq) {
    return new DeliveryId(Kind.JOURNALED, seq);
  }

  /** The id of a refusal. */
  public static DeliveryId refused(long number) {
    return new DeliveryId(Kind.REFUSED, number);
  }

  /** Reads an id as it is written; null when it is none. */
  public static @Nullable DeliveryId read(String text) {
    for (Kind kind : Kind.values()) {
      if (!text.isEmpty() && text.charAt(0) == kind.letter) {
        try {
          return new DeliveryId(kind, Long.parseLong(text.substring(1)));
        } catch (NumberFormatException e) {
          return null;
        }
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return kind.letter + Long.toString(number);
  }
}
