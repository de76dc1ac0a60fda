package dev.inlet;

/** How much of the same a test does: little with every build, much in the long run. */
public final class Extent {
  private static final boolean LONG = Boolean.getBoolean("inlet.test.long");

  private Extent() {}

  /** One number for every build, another for {@code ./mvnw -Plong verify}. */
  public static int of(int inEveryBuild, int inTheLongRun) {
    return LONG ? inTheLongRun : inEveryBuild;
  }

  /** Whether this is the long run. */
  public static boolean isLong() {
    return LONG;
  }
}
