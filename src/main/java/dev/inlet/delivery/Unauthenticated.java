package dev.inlet.delivery;

import dev.inlet.account.Sender;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that came without a key, or with one that nobody here was issued. They belong to no
 * account, so whoever looks for them finds them here: what came alike is one entry, and the newest
 * {@value #CAPACITY} are kept, by this instance, until it stops. Safe for use by several threads.
 */
@Singleton
public final class Unauthenticated {
  static final int CAPACITY = 100;

  /**
   * Deliveries that came alike.
   *
   * @param keyPrefix the beginning of the key, less than half of it; null when there was none
   * @param cause why they were refused
   * @param message what was answered
   */
  public record Sighting(
      Sender sender,
      @Nullable String keyPrefix,
      Cause cause,
      String message,
      long count,
      Instant first,
      Instant last) {

    /** The status that was answered. */
    public int status() {
      return cause.status();
    }

    private Sighting again(Instant now) {
      return new Sighting(sender, keyPrefix, cause, message, count + 1, first, now);
    }
  }

  private record Alike(Sender sender, String keyDigest, String message) {}

  private final InstantSource clock;

  /** In the order in which they were last seen. */
  private final LinkedHashMap<Alike, Sighting> sightings = new LinkedHashMap<>();

  Unauthenticated(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes a delivery.
   *
   * @param keyDigest which key it came with; empty when there was none
   */
  public synchronized void note(
      Sender sender, String keyDigest, @Nullable String keyPrefix, Outcome.Refused refused) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var alike = new Alike(sender, keyDigest, refused.message());
    Sighting before = sightings.get(alike);
    sightings.putLast(
        alike,
        before == null
            ? new Sighting(sender, keyPrefix, refused.cause(), refused.message(), 1, now, now)
            : before.again(now));
    if (sightings.size() > CAPACITY) {
      sightings.pollFirstEntry();
    }
  }

  /** What came last stands first. */
  public synchronized List<Sighting> newestFirst() {
    return List.copyOf(sightings.sequencedValues().reversed());
  }
}
