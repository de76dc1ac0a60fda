package dev.inlet.console.overview;

import dev.inlet.console.account.AccountAnswers;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import dev.inlet.console.page.TypedTime;
import dev.inlet.overview.Point;
import dev.inlet.overview.Reading;
import dev.inlet.receive.Maintenance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how this instance has been doing, and the maintenance switch.
 *
 * @param points the time it covers in equal stretches, oldest first
 * @param accounts the newest accounts with their answers
 * @param problem why the switch was not turned; null when it was, or nobody tried
 */
public record OverviewPage(
    Span span,
    List<Point> points,
    List<AccountAnswers> accounts,
    Maintenance maintenance,
    @Nullable String problem)
    implements Page {
  private static final int ROWS = 12;

  @Override
  public String template() {
    return "overview";
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public Section section() {
    return Section.OVERVIEW;
  }

  /** The chart of the span that is shown. */
  public Plot plot() {
    return new Plot(points);
  }

  /** All spans that can be chosen. */
  public Span[] spans() {
    return Span.values();
  }

  /** All of the time together. */
  public Reading total() {
    return points.stream().map(Point::reading).reduce(Reading.NONE, Reading::and);
  }

  /** The newest reading in which something was answered; the newest of all when there is none. */
  public Reading newest() {
    return points.reversed().stream()
        .map(Point::reading)
        .filter(reading -> reading.answered() > 0)
        .findFirst()
        .orElse(points.getLast().reading());
  }

  /** How many calls wait now. */
  public long waiting() {
    return points.getLast().reading().waiting();
  }

  /** The newest stretches in which something happened, newest first, as a table. */
  public List<Point> rows() {
    return points.reversed().stream()
        .filter(point -> point.reading().answered() > 0 || point.reading().waiting() > 0)
        .limit(ROWS)
        .toList();
  }

  /** When maintenance ends by itself, as a field for a time shows it, in UTC; empty for never. */
  public String until() {
    return TypedTime.field(maintenance.until());
  }

  /** A time as it is shown. */
  public String milliseconds(double time) {
    return String.format(Locale.ROOT, time < 10 ? "%.1f ms" : "%.0f ms", time);
  }

  /** A count, its thousands set apart. */
  public String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F');
  }
}
