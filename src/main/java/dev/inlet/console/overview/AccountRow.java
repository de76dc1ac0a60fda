package dev.inlet.console.overview;

import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of an account were answered in a time.
 *
 * @param account null for all that are not among the busiest, and for calls without a known key
 * @param counts how many, by status
 */
public record AccountRow(
    @Nullable Account account, Span span, Instant from, Map<Integer, Long> counts) {

  /**
   * Deliveries with one answer.
   *
   * @param url where they are listed; null for nobody's
   */
  public record Count(int status, long count, @Nullable String url) {}

  /** How often which answer was given. */
  public List<Count> list() {
    return counts.entrySet().stream()
        .map(one -> new Count(one.getKey(), one.getValue(), deliveries(one.getKey().toString())))
        .toList();
  }

  /** All answers together. */
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Where its deliveries are listed; null for nobody's. */
  public @Nullable String deliveries() {
    return deliveries(null);
  }

  private @Nullable String deliveries(@Nullable String status) {
    return account == null
        ? null
        : Link.to(Section.DELIVERIES.path())
            .with("account", account.id())
            .with("status", status)
            .with("from", from.toString())
            .toString();
  }

  /** The overview of it alone. */
  public @Nullable String plots() {
    return account == null ? null : span.url(account.id());
  }

  /** Its page. */
  public @Nullable String accountUrl() {
    return account == null ? null : Addresses.account(account.id());
  }
}
