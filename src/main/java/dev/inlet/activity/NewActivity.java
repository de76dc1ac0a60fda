package dev.inlet.activity;

import java.time.Instant;

/**
 * An activity to be kept.
 *
 * @param seq the journal's sequence number of its call
 * @param storedAt when Inlet made the call durable
 */
public record NewActivity<T>(long seq, Instant storedAt, T activity) {}
