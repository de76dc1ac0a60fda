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
import dev.inlet.operate.AskedTime;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how things have been going, and turns maintenance on and off. */
@AdminPort("/console/overview")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OverviewController {
  private final AnswerHistory history;
  private final AnsweredAccounts answered;
  private final KnownAccounts known;
  private final Alerts alerts;
  private final AccountChoices accounts;
  private final MaintenanceSwitch maintenance;
  private final InstantSource clock;

  OverviewController(
      AnswerHistory history,
      AnsweredAccounts answered,
      KnownAccounts known,
      Alerts alerts,
      AccountChoices accounts,
      MaintenanceSwitch maintenance,
      InstantSource clock) {
    this.history = history;
    this.answered = answered;
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

  /**
   * Whose calls were answered in a time: the deliveries are listed by accounts. Where it is one
   * account's alone, it leads straight there.
   */
  @Get("/answers")
  HttpResponse<?> answers(
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to,
      @QueryValue @Nullable Integer status) {
    Instant begin = AskedTime.read("from", from);
    Instant end = AskedTime.read("to", to);
    if (begin == null || end == null) {
      throw OperationRefused.wrong("Missing from or to: send both, such as 2026-03-01T09:00:00Z");
    }
    AskedTime.check(begin, end);
    List<AnsweredAccount> rows = answered.between(begin, end, status);
    String deliveries = rows.size() == 1 ? rows.getFirst().deliveries(status) : null;
    return deliveries == null
        ? HttpResponse.ok(new AnswersPage(begin, end, status, rows))
        : HttpResponse.seeOther(URI.create(deliveries));
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
        account == null
            ? answered.latest(span, stretches.stream().reduce(Stretch::and).orElseThrow(), newest)
            : List.of(),
        !newest.isEmpty(),
        alerts.open(),
        alerts.past(),
        maintenance.read(),
        problem);
  }
}
