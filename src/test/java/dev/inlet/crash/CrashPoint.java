package dev.inlet.crash;

import java.util.Locale;

/**
 * Where a process shall die.
 *
 * @param side just before the step, or just after it
 * @param occurrence which time it is taken, from 1 on
 */
public record CrashPoint(Side side, Step step, int occurrence) {
  /** What a process that died there exits with. */
  public static final int EXIT_CODE = 77;

  /** What tells a process that it is a {@link CrashingInlet}. */
  static final String PROPERTY = "inlet.crash";

  /** Where about a step. */
  public enum Side {
    BEFORE,
    AFTER
  }

  static CrashPoint parse(String text) {
    String[] parts = text.split(",");
    return new CrashPoint(
        Side.valueOf(parts[0]), Step.valueOf(parts[1]), Integer.parseInt(parts[2]));
  }

  /** The line that a {@link CrashingInlet} reads from its standard input. */
  public String asLine() {
    return "%s,%s,%d\n".formatted(side, step, occurrence);
  }

  @Override
  public String toString() {
    String name = (side + " " + step).toLowerCase(Locale.ROOT).replace('_', ' ');
    return "%s (number %d)".formatted(name, occurrence);
  }
}
