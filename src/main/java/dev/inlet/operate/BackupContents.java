package dev.inlet.operate;

import java.time.Instant;

/**
 * What a backup holds.
 *
 * @param version of the Inlet that made it
 * @param takenAt when it was begun
 * @param mark up to which sequence number its calls are processed
 * @param journalEnd its last sequence number; a start on it processes what is beyond the mark
 * @param bytes how large its files are once they are restored
 */
public record BackupContents(
    String version, Instant takenAt, long mark, long journalEnd, long bytes) {}
