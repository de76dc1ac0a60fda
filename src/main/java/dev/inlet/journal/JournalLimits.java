package dev.inlet.journal;

/**
 * The journal queue's bounds.
 *
 * @param waitingCalls how many calls may wait to become durable
 * @param waitingBytes how much memory they may take together, as {@link Footprint} estimates it
 * @param batchCalls how many calls share one commit and one disk flush at most
 */
public record JournalLimits(int waitingCalls, long waitingBytes, int batchCalls) {}
