package dev.inlet.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static Histogram of(long... nanos) {
    var buckets = new long[Histogram.BUCKETS];
    Arrays.stream(nanos).forEach(time -> buckets[Histogram.place(time)]++);
    return Histogram.of(buckets);
  }

  private static long[] times(Random random, int count) {
    // From 20 microseconds to some 20 seconds, evenly by their magnitude.
    return random
        .doubles(count, 0, 6)
        .mapToLong(power -> (long) (20_000 * Math.pow(10, power)))
        .toArray();
  }

  @Test
  void timesWithinAShareAreOffByThreePercentAtMost() {
    var random = new Random(17);
    for (int round = 0; round < 200; round++) {
      long[] times = times(random, 1 + random.nextInt(300));
      Histogram histogram = of(times);
      Arrays.sort(times);
      for (double share : new double[] {0.01, 0.5, 0.95, 1}) {
        double exact = times[(int) Math.ceil(share * times.length) - 1];
        assertEquals(exact, histogram.within(share).toNanos(), exact * 0.032 + 1_000);
      }
    }
  }

  @Test
  void sumIsThatOfAllTimesTogether() {
    var random = new Random(18);
    long[] some = times(random, 400);
    long[] others = times(random, 100);
    long[] all = Arrays.copyOf(some, 500);
    System.arraycopy(others, 0, all, 400, 100);

    Histogram sum = of(some).and(of(others));

    assertEquals(500, sum.count());
    assertEquals(of(all).within(0.95), sum.within(0.95));
    assertEquals(of(all).within(0.5), of(others).and(of(some)).within(0.5));
    assertEquals(sum.within(0.5), sum.and(Histogram.NONE).within(0.5));
  }

  @Test
  void bytesHoldItWholeAndAreFew() {
    long[] times = times(new Random(19), 10_000);
    Histogram histogram = of(times);

    byte[] bytes = histogram.toBytes();

    assertEquals(10_000, Histogram.of(bytes).count());
    assertEquals(histogram.within(0.5), Histogram.of(bytes).within(0.5));
    assertTrue(bytes.length < 2 * 400, bytes.length + " bytes");
    assertEquals(0, Histogram.NONE.toBytes().length);
  }

  @Test
  void otherBytesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new byte[] {1}));
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new byte[] {1, -1}));
    assertThrows(IllegalArgumentException.class, () -> Histogram.of(new byte[] {-1, 127, 1}));
  }

  @Test
  void noAnswerTookNoTimeAndTheLongestCountsAsFourMinutes() {
    assertEquals(Duration.ZERO, Histogram.NONE.within(0.5));
    assertEquals(0, Histogram.NONE.count());
    long longest = of(Duration.ofDays(2).toNanos()).within(1).toMinutes();
    assertTrue(longest >= 4 && longest <= 5, longest + " minutes");
    assertTrue(of(-5).within(1).toNanos() <= 1_000);
  }
}
