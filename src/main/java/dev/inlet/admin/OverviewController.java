package dev.inlet.admin;

import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.OperationRefused;
import dev.inlet.overview.Point;
import dev.inlet.overview.Reading;
import dev.inlet.overview.TimeSeries;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows how this instance has been doing in the last hours. */
@AdminPort("/api/overview")
final class OverviewController {
  private static final int USUAL_MINUTES = 60;
  private static final int MOST_MINUTES = 360;

  private final TimeSeries series;
  private final InstantSource clock;

  OverviewController(TimeSeries series, InstantSource clock) {
    this.series = series;
    this.clock = clock;
  }

  @Get
  View show(@QueryValue @Nullable String minutes) {
    Duration span = Duration.ofMinutes(minutes(minutes));
    return new View(series.after(clock.instant().minus(span)).stream().map(PointView::of).toList());
  }

  private static int minutes(@Nullable String minutes) {
    try {
      int number = minutes == null ? USUAL_MINUTES : Integer.parseInt(minutes);
      if (number >= 1 && number <= MOST_MINUTES) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("minutes must be a whole number from 1 to " + MOST_MINUTES);
  }

  /** What was read, oldest first. */
  @AdminAnswer
  record View(List<PointView> points) {}

  /** What was read over a stretch of time. */
  @AdminAnswer
  record PointView(
      Instant until,
      long accepted,
      long refused,
      long repeated,
      long waiting,
      BigDecimal p50Milliseconds,
      BigDecimal p95Milliseconds) {

    static PointView of(Point point) {
      Reading reading = point.reading();
      return new PointView(
          point.until(),
          reading.accepted(),
          reading.refused(),
          reading.repeated(),
          reading.waiting(),
          rounded(reading.median()),
          rounded(reading.slow()));
    }

    private static BigDecimal rounded(double milliseconds) {
      return BigDecimal.valueOf(milliseconds).setScale(2, RoundingMode.HALF_UP);
    }
  }
}
