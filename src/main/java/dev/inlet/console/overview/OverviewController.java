package dev.inlet.console.overview;

import dev.inlet.access.Role;
import dev.inlet.account.Account;
import dev.inlet.alert.Alerts;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import dev.inlet.console.page.TypedTime;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
import dev.inlet.overview.AnswerFigure;
import dev.inlet.overview.AnswerHistory;
import dev.inlet.overview.Stretch;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows how things have been going, and turns maintenance on and off. */
@AdminPort("/console/overview")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OverviewController {
  /** As many of the busiest are listed one by one, and of the newest others. */
  private static final int MOST_ACCOUNTS = 20;

  private final AnswerHistory history;
  private final KnownAccounts known;
  private final Alerts alerts;
  private final AccountChoices accounts;
  private final MaintenanceSwitch maintenance;
  private final InstantSource clock;

  OverviewController(
      AnswerHistory history,
      KnownAccounts known,
      Alerts alerts,
      AccountChoices accounts,
      MaintenanceSwitch maintenance,
      InstantSource clock) {
    this.history = history;
    this.known = known;
    this.alerts = alerts;
    this.accounts = accounts;
    this.maintenance = maintenance;
    this.clock = clock;
  }

  @Get
  OverviewPage show(@QueryValue @Nullable String span, @QueryValue @Nullable String only) {
    return page(Span.of(span), only, null);
  }

  @Needs(Role.SUPPORT)
  @Post("/maintenance")
  @Consumes(MediaType.ALL)
  HttpResponse<?> turn(@RequestAttribute(Form.ATTRIBUTE) Form form) {
    boolean isOn = form.text("to").equals("on");
    String until = form.text("until");
    if (isOn && !maintenance.read().enabled() && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(closing(form.text("message"), until));
    }
    try {
      maintenance.set(isOn, form.text("message"), TypedTime.read("until", until));
    } catch (OperationRefused refusal) {
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(page(Span.HOUR, null, refusal.message()));
    }
    return HttpResponse.seeOther(URI.create(Section.OVERVIEW.path()));
  }

  private static QuestionPage closing(String message, String until) {
    return new QuestionPage(
        Section.OVERVIEW,
        null,
        "Turn maintenance on?",
        List.of(
            "From now on every call of every account is answered 503. Segment sends them again,"
                + " with growing pauses, for four hours; SDKs keep some of them.",
            until.isEmpty()
                ? "It lasts until somebody takes calls again."
                : "It ends by itself, and can be ended before."),
        Section.OVERVIEW.path() + "/maintenance",
        Map.of("to", "on", "message", message, "until", until),
        "Answer 503 to everybody",
        Section.OVERVIEW.path());
  }

  private OverviewPage page(Span span, @Nullable String only, @Nullable String problem) {
    Account account = only == null || only.isEmpty() ? null : known.get(only);
    List<Stretch> stretches =
        history.stretches(
            account == null ? AnswerFigure.ALL : account.id(),
            clock.instant(),
            span.step(),
            span.steps());
    List<Account> newest = accounts.newest();
    return new OverviewPage(
        span,
        account,
        stretches,
        history.waiting(),
        account == null ? busiest(span, stretches, newest) : List.of(),
        !newest.isEmpty(),
        alerts.open(),
        alerts.past(),
        maintenance.read(),
        problem);
  }

  private List<AccountRow> busiest(Span span, List<Stretch> stretches, List<Account> newest) {
    Instant from = stretches.getFirst().begin();
    var byId = new HashMap<String, Account>();
    newest.forEach(account -> byId.put(account.id(), account));
    var rest = new TreeMap<Integer, Long>();
    for (Stretch stretch : stretches) {
      stretch.answers().forEach((status, times) -> rest.merge(status, times.count(), Long::sum));
    }
    var rows = new ArrayList<AccountRow>();
    history.accounts(from, stretches.getLast().end()).entrySet().stream()
        .sorted(Comparator.comparingLong(OverviewController::total).reversed())
        .limit(MOST_ACCOUNTS)
        .forEach(
            one -> {
              Account account = byId.computeIfAbsent(one.getKey(), this::stored);
              if (account != null) {
                rows.add(new AccountRow(account, span, from, one.getValue()));
                one.getValue().forEach((status, count) -> rest.merge(status, -count, Long::sum));
              }
            });
    rows.addAll(quiet(span, from, newest, rows));
    rest.values().removeIf(count -> count <= 0);
    if (!rest.isEmpty()) {
      rows.add(new AccountRow(null, span, from, rest));
    }
    return rows;
  }

  /** The newest of the others, so that one that was just made is found here, too. */
  private static List<AccountRow> quiet(
      Span span, Instant from, List<Account> newest, List<AccountRow> busy) {
    Set<Account> shown = busy.stream().map(AccountRow::account).collect(Collectors.toSet());
    return newest.stream()
        .filter(account -> !shown.contains(account))
        .limit(MOST_ACCOUNTS)
        .map(account -> new AccountRow(account, span, from, Map.of()))
        .toList();
  }

  private @Nullable Account stored(String id) {
    return known.has(id) ? known.get(id) : null;
  }

  private static long total(Map.Entry<String, Map<Integer, Long>> account) {
    return account.getValue().values().stream().mapToLong(Long::longValue).sum();
  }
}
