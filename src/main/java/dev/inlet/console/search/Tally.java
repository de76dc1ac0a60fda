package dev.inlet.console.search;

import dev.inlet.listing.Count;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import org.jspecify.annotations.Nullable;

/**
 * How long a list is, and from which end it is read.
 *
 * @param thing what it is a list of, such as contact
 * @param things the same of several
 * @param total how many there are; null when that was not counted
 * @param shown how many are on this page
 * @param isFirst whether this is the first page
 * @param hasMore whether another follows
 * @param reversed where the same is read from the other end; null where it cannot be
 */
public record Tally(
    String thing,
    String things,
    ListSearch search,
    @Nullable Count total,
    int shown,
    boolean isFirst,
    boolean hasMore,
    @Nullable String reversed) {

  /**
   * Of a page.
   *
   * @param cursor where the page begins; null for the first
   */
  public static Tally of(
      String thing,
      String things,
      ListSearch search,
      String account,
      @Nullable Count total,
      Listing<?> found,
      @Nullable String cursor) {
    int shown = found.items().size();
    String reversed = search.get("contact").isEmpty() ? search.reversed(account).toString() : null;
    return new Tally(
        thing,
        things,
        search,
        total,
        shown,
        cursor == null,
        found.next() != null,
        shown == 0 ? null : reversed);
  }

  /** How many there are, in words; empty when nobody knows. */
  public String words() {
    if (total != null) {
      return total.words() + " " + (total.number() == 1 ? thing : things);
    }
    return isFirst && !hasMore ? shown + " found" : "";
  }

  /** Whether the search stopped for lack of time, and goes on with the next page. */
  public boolean isPartial() {
    return hasMore && shown < Window.DEFAULT_LIMIT && search.isFiltered();
  }

  /** The order it has. */
  public String order() {
    return search.isOldestFirst() ? "oldest first" : "newest first";
  }

  /** The order it could have. */
  public String otherOrder() {
    return search.isOldestFirst() ? "Newest first" : "Oldest first";
  }
}
