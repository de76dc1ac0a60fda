package dev.inlet.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static Stretch stretch(Instant begin, int accepted, long repeated) {
    Stretch quiet = Stretch.quiet(begin, begin.plusSeconds(60));
    var counts = new long[Histogram.BUCKETS];
    counts[3] = accepted;
    return quiet.with(200, Histogram.of(counts)).with(new LoadFigure(begin, repeated, 0));
  }

  @Test
  void repeatedAreNeverMoreThanWereAcceptedAndAreAllThereTogether() {
    Stretch before = stretch(Instant.EPOCH, 47, 0);
    Stretch after = stretch(Instant.EPOCH.plusSeconds(60), 0, 7);

    assertEquals(0, after.repeated());
    assertEquals(0, after.fresh());
    assertEquals(7, before.and(after).repeated());
    assertEquals(40, before.and(after).fresh());
  }
}
