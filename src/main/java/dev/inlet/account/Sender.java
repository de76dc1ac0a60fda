package dev.inlet.account;

import dev.inlet.codec.Route;
import java.util.Locale;
import java.util.Optional;

/** The wire protocols that can feed Inlet. */
public enum Sender {
  /** Segment itself, posting to a direct destination. */
  DESTINATION,
  /** Segment's HTTP Tracking API, as its SDKs speak it. */
  TRACKING,
  /** Jitsu's Segment endpoint. */
  JITSU,
  /** SegmentStream's tracking API. */
  SEGMENTSTREAM;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The sender as the admin API spells it. */
  public String wireName() {
    return wireName;
  }

  /** The way its messages come. */
  public Route route() {
    return this == DESTINATION ? Route.RELAYED : Route.DIRECT;
  }

  /** Finds a sender by its name in any case. */
  public static Optional<Sender> named(String text) {
    for (Sender sender : values()) {
      if (sender.wireName.equalsIgnoreCase(text)) {
        return Optional.of(sender);
      }
    }
    return Optional.empty();
  }
}
