package dev.inlet.webhook;

import dev.inlet.forward.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was not delivered yet, behind others that were.
 *
 * @param number of its row; 0 for a new one
 * @param lanes who it is about
 * @param attempts how often it was tried
 * @param since when it was tried first, or had to wait for one of its lane
 * @param due when to try it again; null when it is set aside
 */
public record Retry(
    long number,
    Position position,
    Lanes lanes,
    int attempts,
    Instant since,
    @Nullable Instant due) {}
