package dev.inlet.receive;

import java.time.Duration;

/**
 * How Inlet stops.
 *
 * @param within when the process ends at the latest, whatever hangs. What was acknowledged is in
 *     the journal by then, so ending is as safe as a crash
 */
public record StopPolicy(Duration within) {}
