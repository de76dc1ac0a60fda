package dev.inlet.console.overview;

import dev.inlet.account.Account;
import dev.inlet.alert.Alert;
import dev.inlet.alert.Condition;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import dev.inlet.console.page.TypedTime;
import dev.inlet.overview.Histogram;
import dev.inlet.overview.Stretch;
import dev.inlet.receive.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows how calls have been answered, and the maintenance switch.
 *
 * @param only whose calls alone are shown; null for everybody's
 * @param stretches the time it covers, oldest first
 * @param waiting how many calls wait now
 * @param accounts the busiest accounts with their answers, and the rest
 * @param hasAccounts whether there are any at all
 * @param alerts what somebody should look at, the newest first
 * @param past the newest alerts that are over
 * @param problem why the switch was not turned; null when it was, or nobody tried
 */
public record OverviewPage(
    Span span,
    @Nullable Account only,
    List<Stretch> stretches,
    long waiting,
    List<AnsweredAccount> accounts,
    boolean hasAccounts,
    List<Alert> alerts,
    List<Alert> past,
    Maintenance maintenance,
    @Nullable String problem)
    implements Page {
  private static final DateTimeFormatter DAY = utc("d MMM");
  private static final DateTimeFormatter TIME = utc("HH:mm 'UTC'");

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  @Override
  public String template() {
    return "overview";
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public Section section() {
    return Section.OVERVIEW;
  }

  @Override
  public @Nullable String account() {
    return only == null ? null : only.id();
  }

  /** Where to see what an alert is about. */
  public String place(Alert alert) {
    Condition condition = alert.condition();
    String account = condition.accountId();
    return switch (condition.kind()) {
      case REFUSALS ->
          Link.to(Section.DELIVERIES.path())
              .with("account", account)
              .with("status", "refused")
              .with("from", alert.from().truncatedTo(ChronoUnit.SECONDS).toString())
              .toString();
      case SILENT, KEY_EXPIRES ->
          account == null ? Section.ACCOUNTS.path() : Addresses.account(account);
      case WEBHOOKS_BEHIND -> Section.SUBSCRIPTIONS.path();
      case PROCESSING_BEHIND, DISK_FILLS -> Section.OVERVIEW.path();
    };
  }

  /** What that link says. */
  public String placeName(Alert alert) {
    return switch (alert.condition().kind()) {
      case REFUSALS -> "Refused deliveries";
      case SILENT, KEY_EXPIRES -> "Account and keys";
      case WEBHOOKS_BEHIND -> "Subscriptions";
      case PROCESSING_BEHIND, DISK_FILLS -> "Plots";
    };
  }

  /** The chart of the span that is shown. */
  public Plot plot() {
    return new Plot(stretches);
  }

  /** All spans that can be chosen. */
  public Span[] spans() {
    return Span.values();
  }

  /** All of the time together. */
  public Stretch total() {
    return stretches.stream().reduce(Stretch::and).orElseThrow();
  }

  /** Where the charts begin, have their middle, and end. */
  public List<Instant> marks() {
    Instant begin = stretches.getFirst().begin();
    Instant end = stretches.getLast().end();
    return List.of(begin, begin.plus(Duration.between(begin, end).dividedBy(2)), end);
  }

  /** A time at an axis, in UTC. */
  public String mark(Instant time) {
    return (span.isOfDays() ? DAY : TIME).format(time);
  }

  /** The deliveries of a stretch; of everybody's, whose there were. */
  public String deliveries(Stretch stretch) {
    return deliveries(stretch.begin(), stretch.end(), null);
  }

  /** Likewise those of all of the time with an answer. */
  public String deliveries(int status) {
    return deliveries(stretches.getFirst().begin(), stretches.getLast().end(), status);
  }

  private String deliveries(Instant from, Instant to, @Nullable Integer status) {
    return only == null
        ? AnswersPage.url(from, to, status)
        : Link.to(Section.DELIVERIES.path())
            .with("account", only.id())
            .with("status", status == null ? null : status.toString())
            .with("from", from.toString())
            .with("to", to.toString())
            .toString();
  }

  /** What a stretch holds, in a sentence. */
  public String values(Stretch stretch) {
    var text = new StringBuilder();
    text.append(grouped(stretch.accepted())).append(" accepted, ");
    text.append(grouped(stretch.refused())).append(" refused");
    if (only == null) {
      text.append(", ").append(grouped(stretch.repeated())).append(" repeated, ");
      text.append(grouped(stretch.waiting())).append(" waiting at most");
    }
    if (stretch.answered() > 0) {
      text.append("; median ").append(milliseconds(stretch.median()));
      text.append(", p95 ").append(milliseconds(stretch.slow()));
    }
    return text.toString();
  }

  /** The stretches in which something happened, newest first, as a table. */
  public List<Stretch> rows() {
    return stretches.reversed().stream()
        .filter(stretch -> stretch.answered() > 0 || stretch.waiting() > 0)
        .toList();
  }

  /** Each answer that was given, with how long it took. */
  public Map<Integer, Histogram> answers() {
    return total().answers();
  }

  /** A part of all answers. */
  public String share(long count) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / Math.max(1, total().answered()));
  }

  /** When maintenance ends by itself, as a field for a time shows it, in UTC; empty for never. */
  public String until() {
    return TypedTime.field(maintenance.until());
  }

  /** A time as it is shown. */
  public String milliseconds(Duration time) {
    return milliseconds(Plot.milliseconds(time));
  }

  /** A time in milliseconds as it is shown; in seconds from one second on. */
  public String milliseconds(double time) {
    return time < 1_000
        ? String.format(Locale.ROOT, time < 10 ? "%.1f ms" : "%.0f ms", time)
        : String.format(Locale.ROOT, time % 1_000 == 0 ? "%.0f s" : "%.1f s", time / 1_000);
  }

  /** Half of the top of an axis. */
  public String half(long top) {
    return top % 2 == 0 ? grouped(top / 2) : String.format(Locale.ROOT, "%.1f", top / 2.0);
  }

  /** A count, its thousands set apart. */
  public String grouped(long count) {
    return AnsweredAccount.grouped(count);
  }
}
