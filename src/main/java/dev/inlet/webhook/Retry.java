package dev.inlet.webhook;

import dev.inlet.forward.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that was not delivered yet, behind others that were.
 *
 * @param number of its row; 0 for a new one
 * @param lane who it is about, see {@link Lanes}
 * @param attempts how often it was tried
 * @param since when it was tried first, or had to wait for one of its lane
 * @param due when to try it again; null when it is set aside
 */
public record Retry(
    long number, Position position, int lane, int attempts, Instant since, @Nullable Instant due) {}
