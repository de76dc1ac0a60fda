package dev.inlet.storage.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment's file.
 *
 * @param first the sequence number that it begins with
 * @param salt goes into all checksums of the file, so that neither what somebody sent nor what is
 *     left of another file passes for a frame of this one
 */
record SegmentHeader(long first, long salt) {
  /** In bytes. */
  static final int LENGTH = 28;

  private static final int MAGIC = 0x494e4a4c; // "INJL"
  private static final int VERSION = 1;
  private static final int CHECKED = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The header of a new segment. */
  static SegmentHeader beginningWith(long first) {
    return new SegmentHeader(first, RANDOM.nextLong());
  }

  ByteBuffer bytes() {
    var bytes = ByteBuffer.allocate(LENGTH);
    bytes.putInt(MAGIC).putInt(VERSION).putLong(first).putLong(salt);
    bytes.putInt(sum(bytes.slice(0, CHECKED)));
    return bytes.clear();
  }

  /**
   * Reads the header of a file.
   *
   * @throws JournalDamaged when it is none that this version reads
   */
  static SegmentHeader read(Path file, ByteBuffer bytes) {
    if (bytes.remaining() < LENGTH || bytes.getInt(0) != MAGIC) {
      throw JournalDamaged.at(file, 0);
    }
    if (bytes.getInt(4) > VERSION) {
      throw new IllegalStateException(
          "The journal's file %s was written by a newer version of Inlet: start that one"
              .formatted(file));
    }
    var header = new SegmentHeader(bytes.getLong(8), bytes.getLong(16));
    if (bytes.getInt(CHECKED) != header.sum(bytes.slice(0, CHECKED))) {
      throw JournalDamaged.at(file, 0);
    }
    return header;
  }

  /** The checksum of some bytes of the file. */
  int sum(ByteBuffer bytes) {
    CRC32C sum = sum();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** A checksum of bytes of the file that are still to come. */
  CRC32C sum() {
    var sum = new CRC32C();
    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, salt));
    return sum;
  }
}
