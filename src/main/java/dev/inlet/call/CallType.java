package dev.inlet.call;

import java.util.Locale;
import java.util.Optional;

/** The kinds of call that Segment sends: those of its spec, and its requests to delete somebody. */
public enum CallType {
  IDENTIFY,
  TRACK,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS,
  /** Not of the spec, so no SDK sends it: Segment does, to the destinations that ask for it. */
  DELETE;

  private static final char MAX_ASCII = 127;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The type as Segment spells it, in lower case. */
  public String wireName() {
    return wireName;
  }

  /** Whether it is one of the six that Segment's spec describes, and SDKs send. */
  public boolean isOfSpec() {
    return this != DELETE;
  }

  /**
   * Finds a type by its name in any case; empty for every other text. Only ASCII counts: ignoring
   * case would also take a dotless i for an i.
   */
  public static Optional<CallType> named(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > MAX_ASCII) {
        return Optional.empty();
      }
    }
    for (CallType type : values()) {
      if (type.wireName.equalsIgnoreCase(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
