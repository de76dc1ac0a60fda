package dev.inlet.console.page;

import java.time.Duration;
import java.util.Arrays;

/** How far back the overview looks, and in which steps. */
public enum Span {
  QUARTER("15m", "15 minutes", Duration.ofSeconds(10), 90),
  HOUR("1h", "1 hour", Duration.ofMinutes(1), 60),
  SIX_HOURS("6h", "6 hours", Duration.ofMinutes(5), 72);

  private final String code;
  private final String label;
  private final Duration step;
  private final int steps;

  Span(String code, String label, Duration step, int steps) {
    this.code = code;
    this.label = label;
    this.step = step;
    this.steps = steps;
  }

  /** The span that an address names; an hour when it names none. */
  public static Span of(String code) {
    return Arrays.stream(values()).filter(span -> span.code.equals(code)).findFirst().orElse(HOUR);
  }

  /** What it is called on its link. */
  public String label() {
    return label;
  }

  /** The overview of this span. */
  public String url() {
    return Link.to(Section.OVERVIEW.path()).with("span", code).toString();
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
    if (step.toSeconds() < 60) {
      return step.toSeconds() + " seconds";
    }
    return step.toMinutes() == 1 ? "minute" : step.toMinutes() + " minutes";
  }
}
