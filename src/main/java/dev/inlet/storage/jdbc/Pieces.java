package dev.inlet.storage.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Divides many keys into as many as one statement may be given: an array of H2's holds 65,536
 * elements at most, and a contact may have more ids.
 */
public final class Pieces {
  private static final int MOST = 20_000;

  private Pieces() {}

  /** All of these, in their order; no piece is empty. */
  public static <T> List<List<T>> of(Collection<T> all) {
    List<T> list = new ArrayList<>(all);
    var pieces = new ArrayList<List<T>>();
    for (int from = 0; from < list.size(); from += MOST) {
      pieces.add(list.subList(from, Math.min(from + MOST, list.size())));
    }
    return pieces;
  }
}
