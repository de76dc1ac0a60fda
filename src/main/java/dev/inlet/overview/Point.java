package dev.inlet.overview;

import java.time.Instant;

/**
 * What was read over a stretch of time.
 *
 * @param until the end of the stretch
 */
public record Point(Instant until, Reading reading) {}
