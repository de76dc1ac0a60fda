package dev.inlet.contact;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The anonymous ids that a contact is searched by, as far as there is room for them: {@value
 * #LONGEST} characters, some 1,700 UUIDs. Who has more of them is found by the others only as by an
 * exact id.
 *
 * @param lines each id after a line break, in lower case; at the end an empty line and "…" when
 *     there was no room for another
 */
record SearchedIds(String lines) {
  static final int LONGEST = 65_536;
  static final SearchedIds NONE = new SearchedIds("");

  /** An id is not blank, so there is no empty line but this one's. */
  static final String AND_MORE = "\n\n…";

  /** What a store remembers, cut to what there is room for. */
  static SearchedIds of(String lines) {
    return lines.length() <= LONGEST
        ? new SearchedIds(lines)
        : new SearchedIds(lines.substring(0, lines.lastIndexOf('\n', LONGEST)) + AND_MORE);
  }

  SearchedIds with(String id) {
    if (isFull()) {
      return this;
    }
    String line = line(id);
    return new SearchedIds(lines + (lines.length() + line.length() > LONGEST ? AND_MORE : line));
  }

  /** Without an id; null when it was expected here, and is not. */
  @Nullable SearchedIds without(String id) {
    String line = line(id);
    int start = (lines + '\n').indexOf(line + '\n');
    if (start < 0) {
      return isFull() ? this : null;
    }
    return new SearchedIds(lines.substring(0, start) + lines.substring(start + line.length()));
  }

  /** Whether there was no room for another. */
  boolean isFull() {
    return lines.endsWith(AND_MORE);
  }

  private static String line(String id) {
    return '\n' + id.replace('\n', ' ').toLowerCase(Locale.ROOT);
  }
}
