package dev.inlet.receive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operator has closed Inlet for maintenance, or closed it to one account.
 *
 * @param message what senders are told meanwhile; null for a general text
 * @param until when it ends by itself; null when somebody has to end it
 */
public record Maintenance(boolean enabled, @Nullable String message, @Nullable Instant until) {
  /** Calls are let in. */
  public static final Maintenance OFF = new Maintenance(false, null, null);

  /** While the event tester shows what a closed destination answers. */
  public static final Maintenance REHEARSAL =
      new Maintenance(true, "Closed for a moment by the event tester", null);
}
