package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.webhook.Attempt;
import org.jspecify.annotations.Nullable;

/** A request to a subscriber in a list. */
public record AttemptRow(String url, Attempt attempt) {
  private static final int MOST = 120;

  static AttemptRow of(String subscription, Attempt attempt) {
    return new AttemptRow(Addresses.attempt(subscription, attempt.number()), attempt);
  }

  /** How many changes it carried, in words. */
  public String changes() {
    return attempt.changes() == 1 ? "1 change" : attempt.changes() + " changes";
  }

  /** Why nothing was answered, or the beginning of the answer; null when there is none. */
  public @Nullable String said() {
    String text = attempt.problem() == null ? attempt.answer() : attempt.problem();
    if (text == null || text.isBlank()) {
      return null;
    }
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "…";
  }
}
