package dev.inlet.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The readings of the last six hours, one every ten seconds: at most {@value #CAPACITY} points, the
 * oldest of which makes room. Safe for use by several threads.
 */
public final class TimeSeries {
  /** How far apart readings are taken. */
  public static final Duration STEP = Duration.ofSeconds(10);

  static final int CAPACITY = 6 * 360;

  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private Reading last = Reading.NONE;

  /** Takes in what the counters say now. */
  public synchronized void add(Instant now, Reading total) {
    if (points.size() == CAPACITY) {
      points.removeFirst();
    }
    points.addLast(new Point(now, total.since(last)));
    last = total;
  }

  /** The points after a time, oldest first. */
  public synchronized List<Point> after(Instant time) {
    return points.stream().filter(point -> point.until().isAfter(time)).toList();
  }

  /**
   * The time before {@code now} in so many stretches of one length, oldest first; those without any
   * point read zero.
   */
  public List<Point> stretches(Instant now, Duration length, int count) {
    var stretches = new ArrayList<Point>();
    Instant begin = now.minus(length.multipliedBy(count));
    List<Point> found = after(begin);
    for (int i = 1; i <= count; i++) {
      Instant from = begin.plus(length.multipliedBy(i - 1L));
      Instant until = begin.plus(length.multipliedBy(i));
      stretches.add(
          new Point(
              until,
              found.stream()
                  .filter(point -> point.until().isAfter(from) && !point.until().isAfter(until))
                  .map(Point::reading)
                  .reduce(Reading.NONE, Reading::and)));
    }
    return stretches;
  }
}
