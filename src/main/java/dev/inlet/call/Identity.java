package dev.inlet.call;

import org.jspecify.annotations.Nullable;

/**
 * The ids a call names its person by; at least one is present.
 *
 * @param userId the id in the customer's own database
 * @param anonymousId the id of a browser or device before its user is known
 */
public record Identity(@Nullable String userId, @Nullable String anonymousId) {
  public Identity {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("an identity needs a userId or an anonymousId");
    }
  }
}
