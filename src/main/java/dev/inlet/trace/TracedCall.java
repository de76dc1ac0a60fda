package dev.inlet.trace;

import java.time.Instant;

/**
 * One delivery of a message, by which what becomes of it is told to the right trace: a repeat has
 * another one.
 *
 * @param storedAt when it was taken
 */
public record TracedCall(TracedMessage message, Instant storedAt) {}
