package dev.inlet.console.overview;

import dev.inlet.overview.Point;
import dev.inlet.overview.Reading;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws readings as SVG paths in a box of {@value #WIDTH} by {@value #HEIGHT}, oldest on the left.
 * Every plot begins at zero and ends at a round number.
 */
public record Plot(List<Point> points) {
  public static final int WIDTH = 1000;
  public static final int HEIGHT = 100;

  /** The share of a step that its bar leaves empty. */
  private static final double GAP = 0.2;

  /** The highest answered count, rounded up. */
  public long mostCalls() {
    return (long) Math.max(1, roundedUp(most(Reading::answered)));
  }

  /** The most calls that waited at a time. */
  public long mostWaiting() {
    return (long) Math.max(1, roundedUp(most(Reading::waiting)));
  }

  /** The longest time, in milliseconds. */
  public double longest() {
    return Math.max(1, roundedUp(most(Reading::slow)));
  }

  /** Accepted calls that were new, from the ground up. */
  public String fresh() {
    return bars(reading -> 0, Reading::fresh, mostCalls());
  }

  /** Repeated calls, on top of the new ones. */
  public String repeated() {
    return bars(Reading::fresh, Reading::accepted, mostCalls());
  }

  /** Refused calls, on top of the accepted ones. */
  public String refused() {
    return bars(Reading::accepted, Reading::answered, mostCalls());
  }

  /** The bars of the waiting calls, as an SVG path. */
  public String waiting() {
    return bars(reading -> 0, Reading::waiting, mostWaiting());
  }

  /** The bars of the median time, as an SVG path. */
  public String median() {
    return bars(reading -> 0, Reading::median, longest());
  }

  /** From the median to what 95 of 100 answers do not exceed. */
  public String slow() {
    return bars(Reading::median, Reading::slow, longest());
  }

  private double most(ToDoubleFunction<Reading> value) {
    return points.stream().map(Point::reading).mapToDouble(value).max().orElse(0);
  }

  /** The next of 1, 2 or 5 times a power of ten. */
  static double roundedUp(double value) {
    if (value <= 0) {
      return 0;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (int step : new int[] {1, 2, 5}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private String bars(ToDoubleFunction<Reading> from, ToDoubleFunction<Reading> upTo, double top) {
    var path = new StringBuilder();
    double step = (double) WIDTH / Math.max(1, points.size());
    for (int i = 0; i < points.size(); i++) {
      Reading reading = points.get(i).reading();
      double bottom = HEIGHT - from.applyAsDouble(reading) / top * HEIGHT;
      double height = bottom - (HEIGHT - upTo.applyAsDouble(reading) / top * HEIGHT);
      if (height > 0) {
        path.append(
            String.format(
                Locale.ROOT,
                "M%.1f %.2fh%.1fv%.2fh%.1fz",
                (i + GAP / 2) * step,
                bottom,
                step * (1 - GAP),
                -height,
                -step * (1 - GAP)));
      }
    }
    return path.toString();
  }
}
