package dev.inlet.storage.jdbc.process;

import dev.inlet.process.MessageKey;
import java.nio.ByteBuffer;

/**
 * Tells which keys a segment surely does not hold, in 16 bits a key. Of keys it does not hold,
 * about one in 1,070 seems to be there: six bits are looked at, and (1 - e^(-6/16))^6 is the chance
 * that all are set by others. Keys are digests already, so their bits serve as hashes.
 */
final class BloomFilter {
  private static final int BITS_PER_KEY = 16;
  private static final int PROBES = 6;

  private final long[] words;

  private BloomFilter(long[] words) {
    this.words = words;
  }

  /** An empty filter for this many keys; of fewer bits, unless they are a power of two. */
  static BloomFilter forKeys(int keys) {
    int bits = Integer.highestOneBit(Math.max(Long.SIZE, keys * BITS_PER_KEY));
    return new BloomFilter(new long[bits / Long.SIZE]);
  }

  static BloomFilter read(byte[] bytes) {
    var words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return new BloomFilter(words);
  }

  byte[] write() {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  void add(MessageKey key) {
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(key, probe);
      words[(int) (bit / Long.SIZE)] |= 1L << bit;
    }
  }

  boolean mayHold(MessageKey key) {
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(key, probe);
      if ((words[(int) (bit / Long.SIZE)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private long bit(MessageKey key, int probe) {
    return key.high() + probe * (key.low() | 1) & (long) words.length * Long.SIZE - 1;
  }
}
