package dev.inlet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a name of their own.
 *
 * @param disabledAt null while they may come in
 * @param lastLogInAt to the console; null when they never did
 */
public record User(
    String name,
    Role role,
    Instant createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant lastLogInAt) {

  /** Whether they are kept out. */
  public boolean isDisabled() {
    return disabledAt != null;
  }
}
