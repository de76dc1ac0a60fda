package dev.inlet.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segment's four clocks of one message that Segment relayed.
 *
 * @param timestamp when it happened, already corrected by Segment
 * @param originalTimestamp when it happened, by the sender's clock
 * @param sentAt when it was sent, by the sender's clock
 * @param receivedAt when Segment received it
 */
record Clocks(
    @Nullable Instant timestamp,
    @Nullable Instant originalTimestamp,
    @Nullable Instant sentAt,
    @Nullable Instant receivedAt) {

  /** How far ahead of its reception a message may claim to have happened. */
  private static final Duration TOLERANCE = Duration.ofHours(24);

  static Clocks read(Envelope envelope) {
    return new Clocks(
        envelope.clock("timestamp"),
        envelope.clock("originalTimestamp"),
        envelope.clock("sentAt"),
        envelope.clock("receivedAt"));
  }

  boolean anyPresent() {
    return timestamp != null || originalTimestamp != null || sentAt != null || receivedAt != null;
  }

  /** Whether one that would have said when the call happened was sent, and had to be left out. */
  boolean isReplaced(Envelope envelope) {
    return timestamp == null
        && (envelope.raw("timestamp") != null
            || originalTimestamp == null
                && (envelope.raw("originalTimestamp") != null
                    || receivedAt == null
                        && (envelope.raw("receivedAt") != null
                            || sentAt == null && envelope.raw("sentAt") != null)));
  }

  /** The earliest of them; null when there is none. */
  @Nullable Instant earliest() {
    return Stream.of(timestamp, originalTimestamp, sentAt, receivedAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * The clocks as Segment would have relayed them. What a sender itself calls the timestamp is the
   * original one, and when its message was received only Inlet can say.
   */
  Clocks by(Route route, Instant storedAt) {
    return switch (route) {
      case RELAYED -> this;
      case DIRECT ->
          new Clocks(null, timestamp == null ? originalTimestamp : timestamp, sentAt, storedAt);
    };
  }

  /**
   * When the call happened. A time more than a day after the message's own reception is cut to
   * that, so that a wrong clock cannot win for ever. In microseconds, of the years 0001 to 9999.
   *
   * @param storedAt our own clock, for a message that does not say when it was received
   */
  Instant time(Instant storedAt) {
    Instant claimed = claimed(storedAt);
    Instant latest = latest(storedAt);
    return Timestamps.storable(claimed.isAfter(latest) ? latest : claimed);
  }

  /** Whether the call claims a later time than {@link #time} lets it have. */
  boolean isAhead(Instant storedAt) {
    return claimed(storedAt).isAfter(latest(storedAt));
  }

  private Instant latest(Instant storedAt) {
    return (receivedAt == null ? storedAt : receivedAt).plus(TOLERANCE);
  }

  private Instant claimed(Instant storedAt) {
    if (timestamp != null) {
      return timestamp;
    }
    if (originalTimestamp != null) {
      return sentAt == null || receivedAt == null
          ? originalTimestamp
          : originalTimestamp.plus(Duration.between(sentAt, receivedAt));
    }
    if (receivedAt != null) {
      return receivedAt;
    }
    return sentAt == null ? storedAt : sentAt;
  }
}
