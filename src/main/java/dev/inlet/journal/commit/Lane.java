package dev.inlet.journal.commit;

/**
 * What stands in one line: the calls that an account sends as they happen, or those that happened
 * long ago, as when it has an archive replayed. Those wait for what everybody sends now.
 */
record Lane(String accountId, boolean isOld) {}
