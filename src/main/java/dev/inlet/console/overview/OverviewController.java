package dev.inlet.console.overview;

import dev.inlet.access.Role;
import dev.inlet.console.account.AccountAnswers;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Span;
import dev.inlet.console.page.TypedTime;
import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
import dev.inlet.overview.TimeSeries;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how things have been going, and turns maintenance on and off. */
@AdminPort("/console/overview")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OverviewController {
  private final TimeSeries series;
  private final AnswersByAccount answers;
  private final AccountChoices accounts;
  private final MaintenanceSwitch maintenance;
  private final InstantSource clock;

  OverviewController(
      TimeSeries series,
      AnswersByAccount answers,
      AccountChoices accounts,
      MaintenanceSwitch maintenance,
      InstantSource clock) {
    this.series = series;
    this.answers = answers;
    this.accounts = accounts;
    this.maintenance = maintenance;
    this.clock = clock;
  }

  @Get
  OverviewPage show(@QueryValue(defaultValue = "") String span) {
    return page(Span.of(span), null);
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
          .body(page(Span.HOUR, refusal.message()));
    }
    return HttpResponse.seeOther(URI.create(Section.OVERVIEW.path()));
  }

  private static QuestionPage closing(String message, String until) {
    return new QuestionPage(
        Section.OVERVIEW,
        null,
        "Turn maintenance on?",
        List.of(
            "From now on every call of every account is answered 503. Segment sends them again, with"
                + " growing pauses, for four hours; SDKs keep some of them.",
            until.isEmpty()
                ? "It lasts until somebody takes calls again."
                : "It ends by itself, and can be ended before."),
        Section.OVERVIEW.path() + "/maintenance",
        Map.of("to", "on", "message", message, "until", until),
        "Answer 503 to everybody",
        Section.OVERVIEW.path());
  }

  private OverviewPage page(Span span, @Nullable String problem) {
    return new OverviewPage(
        span,
        series.stretches(clock.instant(), span.step(), span.steps()),
        byAccount(),
        maintenance.read(),
        problem);
  }

  private List<AccountAnswers> byAccount() {
    return accounts.newest().stream()
        .map(account -> new AccountAnswers(account, answers.of(account.id())))
        .toList();
  }
}
