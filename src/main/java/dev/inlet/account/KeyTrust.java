package dev.inlet.account;

import java.time.Duration;

/**
 * How long a key is let in without the store, while that cannot be asked.
 *
 * @param withoutStore since the store was asked last; what is shorter than {@link
 *     Authenticator#TIME_TO_LIVE} changes nothing
 */
public record KeyTrust(Duration withoutStore) {
  /** Where nothing could be done for the call without the store anyhow. */
  public static final KeyTrust NONE = new KeyTrust(Duration.ZERO);
}
