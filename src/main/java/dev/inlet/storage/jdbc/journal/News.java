package dev.inlet.storage.jdbc.journal;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one instance tells the others in one notification.
 *
 * @param from the instance's own name, so that it does not listen to itself
 * @param journaled up to where calls are durable; 0 for nothing new
 * @param processed up to where they are processed; 0 for nothing new
 * @param changed the accounts with changes in the feed
 */
record News(String from, long journaled, long processed, Set<String> changed) {
  /** PostgreSQL takes less than 8,000 bytes; ids of accounts have 64 at most. */
  static final int MOST_ACCOUNTS = 100;

  /** Nothing yet. */
  static News none(String from) {
    return new News(from, 0, 0, Set.of());
  }

  boolean isNothing() {
    return journaled == 0 && processed == 0 && changed.isEmpty();
  }

  News journaled(long last) {
    return new News(from, Math.max(journaled, last), processed, changed);
  }

  /** The mark may go back, with the database. */
  News processed(long mark) {
    return new News(from, journaled, mark, changed);
  }

  /** Those that are too many for one notification find out when they look. */
  News changed(Collection<String> accountIds) {
    var all = new TreeSet<>(changed);
    for (String id : accountIds) {
      if (all.size() < MOST_ACCOUNTS) {
        all.add(id);
      }
    }
    return new News(from, journaled, processed, all);
  }

  /** As it is sent: words with blanks between, of which an account's id has none. */
  String text() {
    return "%s %d %d %s".formatted(from, journaled, processed, String.join(" ", changed)).strip();
  }

  /** As it was sent; empty for what another release may send. */
  static Optional<News> read(String text) {
    String[] words = text.split(" ", 4);
    try {
      return words.length < 3
          ? Optional.empty()
          : Optional.of(
              new News(
                  words[0],
                  Long.parseLong(words[1]),
                  Long.parseLong(words[2]),
                  words.length < 4 ? Set.of() : Set.of(words[3].split(" "))));
    } catch (IllegalArgumentException e) { // no number, or an account twice
      return Optional.empty();
    }
  }
}
