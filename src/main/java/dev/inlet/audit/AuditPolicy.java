package dev.inlet.audit;

import java.time.Duration;

/**
 * How long it is kept who did what.
 *
 * @param keep at least a day
 */
public record AuditPolicy(Duration keep) {}
