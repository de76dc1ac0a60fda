package dev.inlet.journal;

import org.jspecify.annotations.Nullable;

/**
 * A durable call.
 *
 * @param seq its sequence number: without gaps, in the order of the journal
 * @param read what it was read as, as long as that is still in memory
 */
public record Journaled(long seq, JournalEntry entry, @Nullable ReadCall read) {}
