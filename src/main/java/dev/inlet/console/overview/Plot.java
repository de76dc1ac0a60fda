package dev.inlet.console.overview;

import dev.inlet.overview.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws stretches of time as SVG paths in a box of {@value #WIDTH} by {@value #HEIGHT}, oldest on
 * the left. Every plot begins at zero and ends at a round number.
 */
public record Plot(List<Stretch> stretches) {
  public static final int WIDTH = 1000;
  public static final int HEIGHT = 100;

  /** The share of a step that its bar leaves empty. */
  private static final double GAP = 0.2;

  /** The highest answered count, rounded up. */
  public long mostCalls() {
    return (long) Math.max(2, roundedUp(most(Stretch::answered)));
  }

  /** The most calls that waited at a time. */
  public long mostWaiting() {
    return (long) Math.max(2, roundedUp(most(Stretch::waiting)));
  }

  /** The longest time, in milliseconds. */
  public double longest() {
    return Math.max(1, roundedUp(most(stretch -> milliseconds(stretch.slow()))));
  }

  /** Accepted calls that were new, from the ground up. */
  public String fresh() {
    return bars(stretch -> 0, Stretch::fresh, mostCalls());
  }

  /** Repeated calls, on top of the new ones. */
  public String repeated() {
    return bars(Stretch::fresh, Stretch::accepted, mostCalls());
  }

  /** Refused calls, on top of the accepted ones. */
  public String refused() {
    return bars(Stretch::accepted, Stretch::answered, mostCalls());
  }

  /** The bars of the waiting calls, as an SVG path. */
  public String waiting() {
    return bars(stretch -> 0, Stretch::waiting, mostWaiting());
  }

  /** The bars of the median time, as an SVG path. */
  public String median() {
    return bars(stretch -> 0, stretch -> milliseconds(stretch.median()), longest());
  }

  /** From the median to what 95 of 100 answers do not exceed. */
  public String slow() {
    return bars(
        stretch -> milliseconds(stretch.median()),
        stretch -> milliseconds(stretch.slow()),
        longest());
  }

  static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }

  private double most(ToDoubleFunction<Stretch> value) {
    return stretches.stream().mapToDouble(value).max().orElse(0);
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

  private String bars(ToDoubleFunction<Stretch> from, ToDoubleFunction<Stretch> upTo, double top) {
    var path = new StringBuilder();
    double step = (double) WIDTH / Math.max(1, stretches.size());
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      double bottom = HEIGHT - from.applyAsDouble(stretch) / top * HEIGHT;
      double height = bottom - (HEIGHT - upTo.applyAsDouble(stretch) / top * HEIGHT);
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
