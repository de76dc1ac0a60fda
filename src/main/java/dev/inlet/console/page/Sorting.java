package dev.inlet.console.page;

import dev.inlet.operate.OperationRefused;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list that is shown whole, by one of its columns; the newest come first when none
 * is chosen. Its address says {@code sort=name}, or {@code sort=-name} for the other way round.
 *
 * @param columns how rows compare by each column, by its name in the address
 * @param sort the column that is chosen, with a minus before it or not; null for none
 * @param parameter what of the address says so, {@code sort} most often
 * @param base the address of the list
 */
public record Sorting<T>(
    SequencedMap<String, Comparator<T>> columns,
    @Nullable String sort,
    String parameter,
    Link base) {
  private static final String DOWN = "-";

  /**
   * Checks what an address says.
   *
   * @throws OperationRefused when there is no such column
   */
  public Sorting {
    if (sort != null && !columns.containsKey(column(sort))) {
      throw OperationRefused.wrong(
          "%s must be one of %s, with - before it or not"
              .formatted(parameter, String.join(", ", columns.keySet())));
    }
  }

  /** By {@code sort} in the address. */
  public Sorting(SequencedMap<String, Comparator<T>> columns, @Nullable String sort, Link base) {
    this(columns, sort, "sort", base);
  }

  private static String column(String sort) {
    return sort.startsWith(DOWN) ? sort.substring(1) : sort;
  }

  /** The rows in this order; those that are alike stay as they were. */
  public List<T> sorted(List<T> rows) {
    if (sort == null) {
      return rows;
    }
    Comparator<T> order = columns.getOrDefault(column(sort), (one, other) -> 0);
    return rows.stream().sorted(sort.startsWith(DOWN) ? order.reversed() : order).toList();
  }

  /** The list by a column; the other way round when it is by that already. */
  public String url(String column) {
    return base.with(parameter, column.equals(sort) ? DOWN + column : column).toString();
  }

  /** Which way the list is by a column, as {@code aria-sort} says it; null when it is not. */
  public @Nullable String direction(String column) {
    if (sort == null || !column(sort).equals(column)) {
      return null;
    }
    return sort.startsWith(DOWN) ? "descending" : "ascending";
  }

  /** What compares texts as people do: whatever their case, and null last. */
  public static <T> Comparator<T> byText(Function<T, @Nullable String> text) {
    return Comparator.comparing(text, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER));
  }

  /** What compares times, null last. */
  public static <T, U extends Comparable<? super U>> Comparator<T> by(
      Function<T, @Nullable U> value) {
    return Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder()));
  }
}
