package dev.inlet.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what somebody has probably meant by a name that there is not. */
public final class Nearest {
  /** Of so many characters one may be wrong. */
  private static final int CHARACTERS_PER_SLIP = 3;

  private static final int MOST_SLIPS = 2;

  private Nearest() {}

  /**
   * The nearest of the names there are, whatever their case: by letters that are missing, too many,
   * wrong, or swapped with their neighbour. Empty when none is near.
   */
  public static Optional<String> to(String name, Collection<String> names) {
    return nearest(name, names.stream().filter(one -> distance(name, one) <= slips(name, one)));
  }

  /**
   * The nearest of the names there are, where no more than two letters are other: what is nearly a
   * name, among many that are none of these and well meant.
   */
  public static Optional<String> slip(String name, Collection<String> names) {
    return nearest(
        name,
        names.stream()
            .filter(one -> Math.abs(name.length() - one.length()) <= MOST_SLIPS)
            .filter(one -> distance(name, one) <= MOST_SLIPS));
  }

  private static Optional<String> nearest(String name, Stream<String> names) {
    return names.min(
        Comparator.<String>comparingInt(one -> distance(name, one)).thenComparing(one -> one));
  }

  private static int slips(String name, String one) {
    return Math.max(1, Math.max(name.length(), one.length()) / CHARACTERS_PER_SLIP);
  }

  /** Damerau and Levenshtein's, without moving anything twice. */
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int changed = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean isSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        steps[i][j] = isSwapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[a.length()][b.length()];
  }
}
