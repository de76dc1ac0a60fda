package dev.inlet.storage.jdbc.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.process.MessageKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BloomFilterTest {
  /** As many as a segment holds. */
  private static final int KEYS = 65_536;

  private static final int OTHERS = 400_000;

  private static MessageKey key(int number) {
    return MessageKey.of("acme", "message " + number);
  }

  private static BloomFilter filled() {
    BloomFilter filter = BloomFilter.forKeys(KEYS);
    IntStream.range(0, KEYS).forEach(number -> filter.add(key(number)));
    return filter;
  }

  @Test
  void keyThatIsHeldIsAlwaysFound() {
    BloomFilter filter = BloomFilter.read(filled().write());

    assertTrue(IntStream.range(0, KEYS).allMatch(number -> filter.mayHold(key(number))));
  }

  /** 374 of so many are to be expected; five times the deviation of that are left to chance. */
  @Test
  void ofOtherKeysOneInAThousandAndSeventySeemsToBeThere() {
    BloomFilter filter = filled();

    long seem =
        IntStream.range(KEYS, KEYS + OTHERS).filter(number -> filter.mayHold(key(number))).count();

    long expected = OTHERS / 1_070;
    assertTrue(Math.abs(seem - expected) < 5 * Math.sqrt(expected), seem + " of " + OTHERS);
  }
}
