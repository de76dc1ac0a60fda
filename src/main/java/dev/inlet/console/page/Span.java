package dev.inlet.console.page;

import dev.inlet.operate.OperationRefused;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far back the overview looks, and in which steps. */
public enum Span {
  HOUR("1h", "1 hour", "minute", Duration.ofMinutes(1), 60),
  SIX_HOURS("6h", "6 hours", "5 minutes", Duration.ofMinutes(5), 72),
  DAY("24h", "24 hours", "hour", Duration.ofHours(1), 24),
  WEEK("7d", "7 days", "3 hours", Duration.ofHours(3), 56),
  MONTH("30d", "30 days", "day", Duration.ofDays(1), 30);

  private final String code;
  private final String label;
  private final String stepLabel;
  private final Duration step;
  private final int steps;

  Span(String code, String label, String stepLabel, Duration step, int steps) {
    this.code = code;
    this.label = label;
    this.stepLabel = stepLabel;
    this.step = step;
    this.steps = steps;
  }

  /**
   * The span that an address names; an hour when it names none.
   *
   * @throws OperationRefused when there is no such span
   */
  public static Span of(@Nullable String code) {
    return code == null
        ? HOUR
        : Arrays.stream(values())
            .filter(span -> span.code.equals(code))
            .findFirst()
            .orElseThrow(() -> OperationRefused.wrong("span must be 1h, 6h, 24h, 7d or 30d"));
  }

  /** What it is called on its link. */
  public String label() {
    return label;
  }

  /** The overview of this span: of one account, or of all when it is null. */
  public String url(@Nullable String only) {
    return Link.to(Section.OVERVIEW.path()).with("span", code).with("only", only).toString();
  }

  /** How long one point of a chart stands for. */
  public Duration step() {
    return step;
  }

  /** How many points a chart has. */
  public int steps() {
    return steps;
  }

  /** One step in words. */
  public String stepLabel() {
    return stepLabel;
  }

  /** Whether a chart's ends are told apart by their days, and not by their hours. */
  public boolean isOfDays() {
    return step.multipliedBy(steps).compareTo(Duration.ofDays(2)) > 0;
  }
}
