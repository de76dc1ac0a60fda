package dev.inlet.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final TimeSeries series = new TimeSeries();

  private static Reading total(long accepted, long refused) {
    return new Reading(accepted, refused, 0, 0, 2, 9);
  }

  private static Instant at(int step) {
    return NOON.plus(TimeSeries.STEP.multipliedBy(step));
  }

  @Test
  void pointHoldsWhatWasCountedSinceTheOneBefore() {
    series.add(at(0), total(10, 1));
    series.add(at(1), total(25, 1));

    List<Point> points = series.after(NOON.minusSeconds(1));

    assertEquals(List.of(10L, 15L), points.stream().map(p -> p.reading().accepted()).toList());
    assertEquals(List.of(1L, 0L), points.stream().map(p -> p.reading().refused()).toList());
  }

  @Test
  void quietPointTakesNoTime() {
    series.add(at(0), total(10, 1));
    series.add(at(1), total(10, 1));

    assertEquals(0, series.after(at(0)).getFirst().reading().slow());
  }

  @Test
  void sixHoursAreKeptAndNothingOlder() {
    for (int step = 0; step < TimeSeries.CAPACITY + 5; step++) {
      series.add(at(step), total(step, 0));
    }

    List<Point> points = series.after(Instant.MIN);

    assertEquals(TimeSeries.CAPACITY, points.size());
    assertEquals(at(5), points.getFirst().until());
  }

  @Test
  void stretchesAddUpAndCoverTheTimeWithoutAnyPoint() {
    series.add(at(0), total(1, 0));
    series.add(at(5), total(4, 0));
    series.add(at(6), total(10, 2));

    List<Point> stretches = series.stretches(at(6), Duration.ofSeconds(30), 4);

    assertEquals(
        List.of(0L, 1L, 0L, 9L), stretches.stream().map(p -> p.reading().accepted()).toList());
    assertEquals(at(6), stretches.getLast().until());
    assertEquals(2, stretches.getLast().reading().refused());
  }
}
