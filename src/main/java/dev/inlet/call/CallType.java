package dev.inlet.call;

import java.util.Locale;
import java.util.Optional;

/** The kinds of call that Segment's spec defines. */
public enum CallType {
  IDENTIFY,
  TRACK,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The type as Segment spells it, in lower case. */
  public String wireName() {
    return wireName;
  }

  /** Finds a type by its name in any case; empty for every other text. */
  public static Optional<CallType> named(String text) {
    for (CallType type : values()) {
      if (type.wireName.equalsIgnoreCase(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
