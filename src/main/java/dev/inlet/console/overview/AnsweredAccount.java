package dev.inlet.console.overview;

import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of an account were answered in a time.
 *
 * @param account null for all that are not among the busiest, and for calls without a known key
 * @param to when that time ends; null when it is the present
 * @param counts how many, by status
 */
public record AnsweredAccount(
    @Nullable Account account,
    Span span,
    Instant from,
    @Nullable Instant to,
    Map<Integer, Long> counts) {

  /**
   * Deliveries with one answer.
   *
   * @param url where they are listed; null for nobody's
   */
  public record Count(int status, long count, @Nullable String url) {
    /** The count as it is shown. */
    public String shown() {
      return grouped(count);
    }
  }

  /** A count, its thousands set apart. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F');
  }

  /** How often which answer was given. */
  public List<Count> list() {
    return counts.entrySet().stream()
        .map(one -> new Count(one.getKey(), one.getValue(), deliveries(one.getKey())))
        .toList();
  }

  /** The same with other counts. */
  AnsweredAccount with(Map<Integer, Long> others) {
    return new AnsweredAccount(account, span, from, to, others);
  }

  /** Where its deliveries are listed; null for nobody's. */
  public @Nullable String deliveries() {
    return deliveries(null);
  }

  /** Likewise those with one answer; null for whatever answer. */
  @Nullable String deliveries(@Nullable Integer status) {
    return account == null
        ? null
        : Link.to(Section.DELIVERIES.path())
            .with("account", account.id())
            .with("status", status == null ? null : status.toString())
            .with("from", from.toString())
            .with("to", to == null ? null : to.toString())
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
