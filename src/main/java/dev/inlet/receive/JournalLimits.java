package dev.inlet.receive;

/**
 * The journal queue's bounds.
 *
 * @param waitingCalls how many calls may wait to become durable
 * @param waitingBytes how many bytes of bodies may wait
 * @param batchCalls how many calls share one commit and one disk flush at most
 */
public record JournalLimits(int waitingCalls, long waitingBytes, int batchCalls) {}
