package dev.inlet.journal;

import java.time.Duration;

/**
 * How long what people sent is kept as they sent it. What was made of it stays.
 *
 * @param calls how long a processed call stays in the journal; never less than repeats are told for
 * @param refusedBodies how long the bodies of refused deliveries are kept; zero keeps none
 * @param compactedBytes up to which size an H2 file is compacted when Inlet stops
 */
public record RetentionPolicy(Duration calls, Duration refusedBodies, long compactedBytes) {}
