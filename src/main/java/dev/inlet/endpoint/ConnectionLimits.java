package dev.inlet.endpoint;

import java.time.Duration;

/**
 * What one listening port bears.
 *
 * @param connections how many may be open at once; one more is closed at once
 * @param arrival how long a request, its head and its body, may take to arrive; the connection is
 *     closed then
 */
public record ConnectionLimits(int connections, Duration arrival) {}
