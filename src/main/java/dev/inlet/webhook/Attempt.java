package dev.inlet.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to a subscriber, or several that succeeded.
 *
 * @param webhookId of the first of them
 * @param changes how many changes they had
 * @param status what was answered; null when nothing was
 * @param problem why nothing was answered
 * @param millis how long it took
 * @param answer the beginning of the answer; null when that was forgotten
 */
public record Attempt(
    long number,
    Instant at,
    String webhookId,
    int changes,
    @Nullable Integer status,
    @Nullable String problem,
    long millis,
    @Nullable String answer) {}
