package dev.inlet.forward;

import java.time.Duration;

/**
 * How changes are handed on.
 *
 * @param retention how long a change can be read
 */
public record ForwardPolicy(Duration retention) {}
