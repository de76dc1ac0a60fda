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

  /** The option of the JVM that arms a {@link CrashingInlet}. */
  public String asOption() {
    return "-D%s=%s,%s,%d".formatted(PROPERTY, side, step, occurrence);
  }

  @Override
  public String toString() {
    String name = (side + " " + step).toLowerCase(Locale.ROOT).replace('_', ' ');
    return "%s (number %d)".formatted(name, occurrence);
  }
}
