package dev.inlet.activity;

import java.time.Instant;

/** When someone was first and last active. */
public record Seen(Instant first, Instant last) {

  /** The span that covers both. */
  public Seen and(Seen other) {
    return new Seen(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }
}
