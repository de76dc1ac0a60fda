package dev.inlet.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody asks for; null is any.
 *
 * @param after those that are later
 * @param actor the name of who did it
 * @param action the name of what was done, or its beginning up to the dot, such as {@code key}
 */
public record AuditFilter(
    @Nullable Instant after,
    @Nullable String accountId,
    @Nullable String actor,
    @Nullable String action) {
  /** All there are. */
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null);

  /** Those of an account. */
  public static AuditFilter ofAccount(String accountId) {
    return new AuditFilter(null, accountId, null, null);
  }
}
