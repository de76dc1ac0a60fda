package dev.inlet.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a program comes in by. Its secret is kept as a digest alone.
 *
 * @param prefix how the secret begins, which people may see
 * @param createdBy who issued it, as the audit log names them
 * @param expiresAt null for never
 * @param revokedAt null while it is not
 * @param lastUsedAt to the minute; null when it was never used
 */
public record ApiToken(
    String id,
    String name,
    Role role,
    String prefix,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /** Whether it opens nothing any more. */
  public boolean isOver(Instant now) {
    return revokedAt != null || expiresAt != null && !expiresAt.isAfter(now);
  }
}
