package dev.inlet.activity;

import java.time.Instant;

/**
 * An activity with its place in the journal.
 *
 * @param seq the journal's sequence number of the call; newer ones are larger
 * @param storedAt when Inlet made the call durable
 * @param contactId the id of the contact it belongs to, as far as is known now
 */
public record Stored<T>(long seq, Instant storedAt, String contactId, T activity) {}
