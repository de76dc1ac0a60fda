package dev.inlet.storage.jdbc;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may be a megabyte each. Both drivers hold a whole result in memory, so rows are weighed
 * before they are read, and only so many are read together.
 */
public final class HeavyRows {
  /**
   * Of stored text that is read together, in bytes; one row alone may be more. In memory it takes
   * up to 16 times as much while it is cut up and written as an answer.
   */
  public static final long MOST_BYTES = 2L << 20;

  /**
   * So few are weighed at first, and four times as many each time it turns out that they are light:
   * PostgreSQL knows how long a value is, but H2 reads it to tell.
   */
  private static final int FIRST_LOOK = 8;

  private static final int GROWTH = 4;

  /** Tells how heavy rows are, in bytes, by their places; those that are gone are left out. */
  @FunctionalInterface
  public interface Weigher {
    Map<Long, Long> weigh(List<Long> places) throws SQLException;
  }

  private HeavyRows() {}

  /** The places from the first on whose rows may be read together. */
  public static List<Long> fitting(List<Long> places, long mostBytes, Weigher weigher)
      throws SQLException {
    long room = mostBytes;
    int fitting = 0;
    int look = FIRST_LOOK;
    while (fitting < places.size()) {
      List<Long> next = places.subList(fitting, Math.min(fitting + look, places.size()));
      Map<Long, Long> bytes = weigher.weigh(next);
      for (long place : next) {
        room -= bytes.getOrDefault(place, 0L);
        if (room < 0 && fitting > 0) {
          return places.subList(0, fitting);
        }
        fitting++;
      }
      look *= GROWTH;
    }
    return places;
  }

  /**
   * The places of one page, which ends early when its rows become too heavy.
   *
   * @param found what the window's probe has found
   */
  public static Listing<Long> page(Window window, List<Long> found, Weigher weigher)
      throws SQLException {
    Listing<Long> page = window.listing(found, place -> place);
    List<Long> fitting = fitting(page.items(), MOST_BYTES, weigher);
    return fitting.size() == page.items().size() ? page : new Listing<>(fitting, fitting.getLast());
  }

  /** Weighs by a query of places and bytes. */
  public static Map<Long, Long> weights(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    record Weight(long place, long bytes) {}
    var weights = new HashMap<Long, Long>();
    Database.list(connection, sql, row -> new Weight(row.getLong(1), row.getLong(2)), arguments)
        .forEach(one -> weights.put(one.place(), one.bytes()));
    return weights;
  }
}
