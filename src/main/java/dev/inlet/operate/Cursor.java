package dev.inlet.operate;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Order;
import dev.inlet.listing.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, as opaque text, so that nobody builds on what is in it. */
public final class Cursor {
  private Cursor() {}

  /** A cursor of these places. */
  public static String write(long... places) {
    String text = LongStream.of(places).mapToObj(Long::toString).collect(Collectors.joining("."));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Where a list goes on after this listing; null at its end. */
  public static @Nullable String next(Listing<?> listing) {
    Long next = listing.next();
    return next == null ? null : write(next);
  }

  /** Reads a cursor of so many places; null when there is no cursor. */
  public static long @Nullable [] read(@Nullable String cursor, int places) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      long[] read = Arrays.stream(text.split("\\.")).mapToLong(Long::parseLong).toArray();
      if (read.length == places) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like one of the wrong length.
    }
    throw OperationRefused.wrong("cursor is not valid: send the nextCursor of the page before");
  }

  /** The window that a request's cursor and limit ask for. */
  public static Window window(@Nullable String cursor, @Nullable String limit) {
    long[] place = read(cursor, 1);
    return new Window(place == null ? Long.MAX_VALUE : place[0], limit(limit));
  }

  /**
   * The same from an end of the list.
   *
   * @param order {@code newest} or {@code oldest}; null for the newest
   */
  public static Window window(
      @Nullable String cursor, @Nullable String limit, @Nullable String order) {
    return window(cursor, limit).from(order(order));
  }

  private static Order order(@Nullable String order) {
    if (order == null) {
      return Order.NEWEST;
    }
    return Arrays.stream(Order.values())
        .filter(one -> one.wireName().equals(order))
        .findFirst()
        .orElseThrow(() -> OperationRefused.wrong("order must be newest or oldest"));
  }

  /**
   * Reads how many entries a page may have, 50 when nobody says.
   *
   * @throws OperationRefused when it is no number from 1 to 200
   */
  public static int limit(@Nullable String limit) {
    if (limit == null) {
      return Window.DEFAULT_LIMIT;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= Window.MAX_LIMIT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("limit must be a whole number from 1 to " + Window.MAX_LIMIT);
  }
}
