package dev.inlet.console.tester;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest {@value #MOST} tests of this instance, without what was sent. In memory alone. */
@Singleton
public final class TestHistory {
  private static final int MOST = 100;

  private final Deque<Entry> newest = new ArrayDeque<>();

  /**
   * A test.
   *
   * @param account where it went; null when nobody knows the key
   * @param result where the whole result is shown, for an hour
   * @param delivery the page of its delivery; null when none is known
   */
  public record Entry(
      Instant at,
      String scenario,
      String type,
      @Nullable String account,
      boolean isPassed,
      String result,
      @Nullable String delivery) {}

  synchronized void add(Entry entry) {
    newest.addFirst(entry);
    if (newest.size() > MOST) {
      newest.removeLast();
    }
  }

  synchronized List<Entry> all() {
    return List.copyOf(newest);
  }
}
