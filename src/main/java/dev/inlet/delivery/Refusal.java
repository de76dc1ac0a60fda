package dev.inlet.delivery;

import dev.inlet.account.Sender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of a known account that was refused, and why.
 *
 * @param type the type as sent; null when it could not be read
 * @param messageId the message's own id; null when it has none or it could not be read
 * @param message what its sender was told
 * @param sent what came; null when it was refused before that was read
 */
public record Refusal(
    String accountId,
    String keyId,
    Sender sender,
    @Nullable String type,
    @Nullable String messageId,
    Cause cause,
    String message,
    Instant receivedAt,
    @Nullable Sent sent) {

  /** In bytes; of a longer body its beginning is kept. */
  public static final int MAX_BODY = 32_768;

  /**
   * What came with a delivery, for those who look into why it was refused.
   *
   * @param settings the settings as JSON; null when there were none, or none that could be read
   * @param body the body, decompressed, up to {@value #MAX_BODY} bytes
   */
  public record Sent(@Nullable String settings, byte[] body) {}

  /** The same refusal without what was sent. */
  public Refusal withoutSent() {
    return new Refusal(accountId, keyId, sender, type, messageId, cause, message, receivedAt, null);
  }
}
