package dev.inlet.console.account;

import dev.inlet.access.Role;
import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TypedTime;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the maintenance of one account on and off. */
@AdminPort("/console/accounts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountMaintenanceController {
  private final MaintenanceSwitch maintenance;
  private final KnownAccounts known;
  private final AccountPages pages;

  AccountMaintenanceController(
      MaintenanceSwitch maintenance, KnownAccounts known, AccountPages pages) {
    this.maintenance = maintenance;
    this.known = known;
    this.pages = pages;
  }

  @Needs(Role.SUPPORT)
  @Post("/{account}/maintenance")
  @Consumes(MediaType.ALL)
  HttpResponse<?> turn(String account, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    boolean isOn = form.text("to").equals("on");
    boolean wasOn = maintenance.read(account).enabled();
    try {
      Instant until = TypedTime.read("until", form.text("until"));
      if (isOn && !wasOn && !QuestionPage.isAnswered(form)) {
        return HttpResponse.ok(question(known.get(account), form.text("message"), until));
      }
      maintenance.set(account, isOn, form.text("message"), until);
    } catch (OperationRefused refusal) {
      FieldProblem problem =
          FieldProblem.of(refusal, Map.of("until", "until", "message", "message"));
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(pages.of(account, null, problem));
    }
    String did = isOn && !wasOn ? "maintained" : null;
    return HttpResponse.seeOther(
        URI.create(Link.to(Addresses.account(account)).with("did", did).toString()));
  }

  private static QuestionPage question(Account account, String message, @Nullable Instant until) {
    return new QuestionPage(
        Section.ACCOUNTS,
        account.id(),
        "Turn maintenance on for " + account.name() + "?",
        List.of(
            "From now on every call of "
                + account.name()
                + " is answered 503. Segment sends them again, with growing pauses, for four hours;"
                + " SDKs keep some of them. Calls of other accounts are taken.",
            until == null
                ? "It lasts until somebody takes its calls again."
                : "It ends by itself, and can be ended before."),
        Addresses.account(account.id()) + "/maintenance",
        Map.of("to", "on", "message", message, "until", until == null ? "" : until.toString()),
        "Answer 503 to " + account.name(),
        Addresses.account(account.id()));
  }
}
