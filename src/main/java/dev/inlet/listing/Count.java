package dev.inlet.listing;

import java.util.Locale;

/**
 * How many entries a list has.
 *
 * @param isExact whether they were counted; otherwise it is an estimate from a part of them
 */
public record Count(long number, boolean isExact) {
  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;

  /** As a person reads it: {@code 1,234}, or {@code about 1.2 million}. */
  public String words() {
    if (isExact) {
      return String.format(Locale.ROOT, "%,d", number);
    }
    long rounded = rounded();
    return rounded < MILLION
        ? String.format(Locale.ROOT, "about %,d", rounded)
        : "about "
            + String.format(Locale.ROOT, "%.1f", (double) rounded / MILLION).replace(".0", "")
            + " million";
  }

  /** To two digits, since no more of an estimate can be relied upon. */
  private long rounded() {
    long unit = THOUSAND;
    while (unit * 100 <= number) {
      unit *= 10;
    }
    return (number + unit / 2) / unit * unit;
  }
}
