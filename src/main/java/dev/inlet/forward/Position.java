package dev.inlet.forward;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the feed, by which a reader goes on. To readers it is opaque text.
 *
 * @param piece the number of a piece of the feed
 * @param index of a change in it; {@link #END} for the last one, and when all of it was read
 */
public record Position(long piece, int index) implements Comparable<Position> {
  static final int END = Integer.MAX_VALUE;

  /** Before everything. */
  public static final Position START = new Position(0, END);

  /** The end of a piece. */
  public static Position endOf(long piece) {
    return new Position(piece, END);
  }

  /** Reads what {@link #text} wrote; empty when it is anything else. */
  public static Optional<Position> read(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      String[] parts = plain.split("\\.", -1);
      if (parts.length == 2) {
        long piece = Long.parseLong(parts[0]);
        int index = parts[1].isEmpty() ? END : Integer.parseInt(parts[1]);
        return piece < 0 || index < 0 ? Optional.empty() : Optional.of(new Position(piece, index));
      }
    } catch (IllegalArgumentException e) {
      // As anything else that is none.
    }
    return Optional.empty();
  }

  /** The position as text that readers send back. */
  public String text() {
    String plain = piece + "." + (index == END ? "" : Integer.toString(index));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int compareTo(Position other) {
    int order = Long.compare(piece, other.piece);
    return order == 0 ? Integer.compare(index, other.index) : order;
  }
}
