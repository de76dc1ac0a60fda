package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
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
import java.time.InstantSource;
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
  String show(@QueryValue @Nullable String minutes) {
    Duration span = Duration.ofMinutes(minutes(minutes));
    return new JsonMembers()
        .array("points", series.after(clock.instant().minus(span)), OverviewController::view)
        .toString();
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

  private static String view(Point point) {
    Reading reading = point.reading();
    return new JsonMembers()
        .instant("until", point.until())
        .number("accepted", reading.accepted())
        .number("refused", reading.refused())
        .number("repeated", reading.repeated())
        .number("waiting", reading.waiting())
        .number("p50Milliseconds", rounded(reading.median()))
        .number("p95Milliseconds", rounded(reading.slow()))
        .toString();
  }

  private static BigDecimal rounded(double milliseconds) {
    return BigDecimal.valueOf(milliseconds).setScale(2, RoundingMode.HALF_UP);
  }
}
