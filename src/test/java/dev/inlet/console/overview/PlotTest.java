package dev.inlet.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.overview.Point;
import dev.inlet.overview.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  private static Plot plot(Reading... readings) {
    return new Plot(
        List.of(readings).stream().map(reading -> new Point(Instant.EPOCH, reading)).toList());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 5", "11, 20", "50, 50", "51, 100", "0.3, 0.5", "1234, 2000"})
  void axisEndsAtARoundNumber(double value, double top) {
    assertEquals(top, Plot.roundedUp(value), 1e-9);
  }

  @Test
  void refusedStandOnRepeatedStandOnNew() {
    Plot plot = plot(new Reading(60, 40, 20, 0, 0, 0));

    assertEquals(100, plot.mostCalls());
    assertEquals("M100.0 100.00h800.0v-40.00h-800.0z", plot.fresh());
    assertEquals("M100.0 60.00h800.0v-20.00h-800.0z", plot.repeated());
    assertEquals("M100.0 40.00h800.0v-40.00h-800.0z", plot.refused());
  }

  @Test
  void nothingDrawsNothing() {
    Plot plot = plot(new Reading(0, 0, 0, 0, 0, 0));

    assertEquals(1, plot.mostCalls());
    assertTrue(plot.fresh().isEmpty());
  }
}
