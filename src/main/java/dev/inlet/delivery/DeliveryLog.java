package dev.inlet.delivery;

import dev.inlet.call.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of an account, those that came last first: accepted ones out of the journal, as
 * long as it keeps them, and refused ones as they were noted.
 */
public interface DeliveryLog {

  /**
   * One delivery.
   *
   * @param id a {@link DeliveryId}, as it is written
   * @param status what was answered; an accepted one has 200 once it is processed, 202 until then
   * @param setAside whether it was accepted and could not be processed
   * @param cause why it was refused; null for an accepted one, and for one that was noted before
   *     causes were
   * @param message what was answered to it, when it was refused; null for an accepted one
   * @param warnings what was repaired of an accepted one
   */
  record Entry(
      String id,
      @Nullable String messageId,
      @Nullable String type,
      int status,
      boolean setAside,
      @Nullable Cause cause,
      @Nullable String message,
      String sender,
      Instant receivedAt,
      Set<Warning> warnings) {}

  /**
   * What to look for; null means any.
   *
   * @param isRepaired whether only those of which something was repaired
   */
  record Filter(
      @Nullable Integer status,
      @Nullable String type,
      @Nullable String messageId,
      boolean isRepaired) {

    /** All of them. */
    public static final Filter ANY = new Filter(null, null, null, false);

    /** Only the deliveries of one message. */
    public static Filter ofMessage(String messageId) {
      return new Filter(null, null, messageId, false);
    }
  }

  /** Where to go on: below these places in the journal and among the refusals. */
  record Position(long journaled, long refused) {
    public static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A part of the log; {@code next} is null at its end. */
  record Page(List<Entry> entries, @Nullable Position next) {}

  Page list(String accountId, Filter filter, Position before, int limit);
}
