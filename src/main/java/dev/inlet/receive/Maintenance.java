package dev.inlet.receive;

import org.jspecify.annotations.Nullable;

/**
 * Whether the operator has closed Inlet for maintenance.
 *
 * @param message what senders are told meanwhile; null for a general text
 */
public record Maintenance(boolean enabled, @Nullable String message) {
  public static final Maintenance OFF = new Maintenance(false, null);

  /** While the event tester shows what a closed destination answers. */
  public static final Maintenance REHEARSAL =
      new Maintenance(true, "Closed for a moment by the event tester");
}
