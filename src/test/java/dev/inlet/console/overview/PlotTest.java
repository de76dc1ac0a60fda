package dev.inlet.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.overview.Histogram;
import dev.inlet.overview.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  private static Histogram times(long count) {
    byte one = 1;
    Histogram sum = Histogram.NONE;
    for (long i = 0; i < count; i++) {
      sum = sum.and(Histogram.of(new byte[] {one, one}));
    }
    return sum;
  }

  private static Plot plot(Map<Integer, Histogram> answers, long repeated) {
    return new Plot(
        List.of(
            new Stretch(
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                new TreeMap<>(answers),
                repeated,
                0)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 5", "11, 20", "50, 50", "51, 100", "0.3, 0.5", "1234, 2000"})
  void axisEndsAtARoundNumber(double value, double top) {
    assertEquals(top, Plot.roundedUp(value), 1e-9);
  }

  @Test
  void refusedStandOnRepeatedStandOnNew() {
    Plot plot = plot(Map.of(200, times(60), 401, times(40)), 20);

    assertEquals(100, plot.mostCalls());
    assertEquals("M100.0 100.00h800.0v-40.00h-800.0z", plot.fresh());
    assertEquals("M100.0 60.00h800.0v-20.00h-800.0z", plot.repeated());
    assertEquals("M100.0 40.00h800.0v-40.00h-800.0z", plot.refused());
  }

  @Test
  void nothingDrawsNothing() {
    Plot plot = plot(Map.of(), 0);

    assertEquals(2, plot.mostCalls());
    assertTrue(plot.fresh().isEmpty());
  }
}
