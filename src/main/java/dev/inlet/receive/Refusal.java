package dev.inlet.receive;

import dev.inlet.account.Sender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of a known account that was refused, and what its sender was told.
 *
 * @param type the type as sent; null when it could not be read
 * @param messageId the message's own id; null when it has none or it could not be read
 */
public record Refusal(
    String accountId,
    String keyId,
    Sender sender,
    @Nullable String type,
    @Nullable String messageId,
    int status,
    String message,
    Instant receivedAt) {}
