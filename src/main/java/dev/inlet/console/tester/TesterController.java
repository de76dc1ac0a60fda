package dev.inlet.console.tester;

import dev.inlet.access.Role;
import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.KeySecret;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.console.page.ContactLink;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Section;
import dev.inlet.contact.ContactStore;
import dev.inlet.delivery.CallTypes;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.listing.Window;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.Sandbox;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Exchange;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Scenario;
import dev.inlet.tester.ScenarioRun;
import dev.inlet.tester.Verdict;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The event tester: sends calls to this server's public port, as Segment would. */
@AdminPort("/console/tester")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TesterController {
  private final AccountStore accounts;
  private final ContactStore contacts;
  private final TesterKeys keys;
  private final MaintenanceSwitch maintenance;
  private final OwnWire wire;
  private final TestResults results;
  private final TestHistory history;
  private final TestEffects effects;
  private final Sandbox sandbox;
  private final DeliveryLog deliveries;
  private final CallTypes types;
  private final AuditLog audit;
  private final InstantSource clock;

  TesterController(
      AccountStore accounts,
      ContactStore contacts,
      TesterKeys keys,
      MaintenanceSwitch maintenance,
      OwnWire wire,
      TestResults results,
      TestHistory history,
      TestEffects effects,
      Sandbox sandbox,
      DeliveryLog deliveries,
      CallTypes types,
      AuditLog audit,
      InstantSource clock) {
    this.audit = audit;
    this.types = types;
    this.accounts = accounts;
    this.contacts = contacts;
    this.keys = keys;
    this.maintenance = maintenance;
    this.wire = wire;
    this.results = results;
    this.history = history;
    this.effects = effects;
    this.sandbox = sandbox;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Get
  TesterPage start(
      @QueryValue @Nullable String type,
      @QueryValue(defaultValue = "") String account,
      @QueryValue @Nullable String as) {
    CallType chosen = CallType.named(String.valueOf(type)).orElse(CallType.IDENTIFY);
    Draft sample = Draft.sample(chosen, newMessageId(), clock.instant());
    return unsent(
        new TesterForm(chosen, "fields".equals(as), account, "", sample, true, false), null);
  }

  @Needs(Role.SUPPORT)
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> send(@RequestAttribute(Form.ATTRIBUTE) Form sent) {
    TesterForm form = TesterForm.of(sent);
    Scenario scenario = Scenario.named(sent.text("scenario")).orElse(Scenario.ONCE);
    String problem = problemWith(form, scenario, sent);
    if (problem != null) {
      return HttpResponse.ok(
          unsent(form.as(form.asFields() && form.draft().problem() == null), problem));
    }
    if (sent.has("show")) {
      return HttpResponse.ok(unsent(form.as(sent.text("show").equals("fields")), null));
    }
    TesterPage result = send(form, scenario);
    String address = results.keep(result);
    history.add(
        new TestHistory.Entry(
            clock.instant(),
            scenario.title(),
            typeOf(form),
            result.sentTo() == null ? null : result.sentTo().name(),
            result.isPassed(),
            address,
            result.delivery()));
    return HttpResponse.seeOther(URI.create(address));
  }

  /** What was really sent, whatever the sample was that it was made of. */
  private static String typeOf(TesterForm form) {
    String written = form.draft().problem() == null ? form.draft().text("type") : "";
    return CallType.named(written).map(CallType::wireName).orElse(form.type().wireName());
  }

  @Needs(Role.SUPPORT)
  @Get("/history")
  TestHistoryPage history() {
    return new TestHistoryPage(history.all());
  }

  /** Has what tests have left in the sandbox be erased, and begins another. */
  @Needs(Role.SUPPORT)
  @Post("/clean")
  @Consumes(MediaType.ALL)
  HttpResponse<?> clean() {
    sandbox.clean();
    return HttpResponse.seeOther(URI.create(Section.TESTER.path()));
  }

  /** Why this cannot be done; null when it can. */
  private @Nullable String problemWith(TesterForm form, Scenario scenario, Form sent) {
    boolean needsJson =
        scenario != Scenario.ONCE || form.asFields() || sent.text("show").equals("fields");
    if (needsJson && form.draft().problem() != null) {
      return form.draft().problem() + ". Correct it, or send it once as it is.";
    }
    if (sent.has("show")) {
      return null;
    }
    if (accountOf(form) == null && (form.key().isEmpty() || scenario.needsExpiredKey())) {
      return "Choose an account, or paste an API key.";
    }
    return scenario.closesDestination() && !sent.has("mayClose")
        ? "This answers 503 to every call for a moment, not only to yours. Tick the box beside it first."
        : null;
  }

  private TesterPage send(TesterForm form, Scenario scenario) {
    String account = accountOf(form);
    String key = keyFor(form, account, scenario).text();
    audit.noteFirst(
        new Deed(Action.CALL_TESTED, account, null, Map.of())
            .with("type", typeOf(form))
            .with("scenario", scenario.title()));
    TesterForm ready =
        isRenewed(form) ? form.with(form.draft().renewed(newMessageId(), clock.instant())) : form;
    var rehearsal =
        new ScenarioRun(
            wire.wire(),
            draft -> HttpCall.ofSegment(wire.address().destination(), key, draft),
            new MaintenanceDoor(maintenance));
    Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Exchange> exchanges = rehearsal.of(scenario.steps(ready.draft(), begun));
    return new TesterPage(
        ready,
        accounts(),
        scenario,
        exchanges,
        null,
        contactOf(account, ready, exchanges),
        account == null ? List.of() : warnings(account, ready.draft()),
        account == null
            ? List.of()
            : effects.of(account, scenario, ready.draft(), exchanges, begun),
        account == null ? null : accounts.account(account).orElse(null),
        account == null ? null : effects.delivery(account, ready.draft(), exchanges, begun),
        types);
  }

  /** What was repaired of the deliveries of a call, a sentence each. */
  private List<String> warnings(String account, Draft draft) {
    String messageId = draft.problem() == null ? draft.text("messageId") : "";
    return messageId.isBlank()
        ? List.of()
        : deliveries
            .list(
                account,
                Filter.of(null, null, messageId, true),
                Position.NEWEST,
                Window.DEFAULT_LIMIT)
            .entries()
            .stream()
            .flatMap(delivery -> delivery.warnings().stream())
            .distinct()
            .map(Warning::sentence)
            .toList();
  }

  private static boolean isRenewed(TesterForm form) {
    return form.renews() && form.draft().problem() == null;
  }

  private KeySecret keyFor(TesterForm form, @Nullable String account, Scenario scenario) {
    if (account != null && scenario.needsExpiredKey()) {
      return keys.expired(account);
    }
    return account == null || !form.key().isEmpty()
        ? new KeySecret(form.key())
        : keys.good(account);
  }

  /** Whose calls these are; null when nobody knows. */
  private @Nullable String accountOf(TesterForm form) {
    if (form.key().isEmpty() && form.account().isEmpty()) {
      return sandbox.open().id();
    }
    return form.key().isEmpty()
        ? accounts.account(form.account()).map(Account::id).orElse(null)
        : accounts
            .findByDigest(new KeySecret(form.key()).digest())
            .map(holder -> holder.account().id())
            .orElse(null);
  }

  /** Where the contact is, or will be in a moment when the call is kept but not processed yet. */
  private @Nullable ContactLink contactOf(
      @Nullable String account, TesterForm form, List<Exchange> exchanges) {
    if (account == null || form.draft().problem() != null) {
      return null;
    }
    List<String> ids =
        Stream.of("userId", "anonymousId")
            .map(form.draft()::text)
            .filter(id -> !id.isBlank())
            .toList();
    boolean willBeThere =
        form.type() == CallType.IDENTIFY
            && exchanges.stream().anyMatch(one -> one.reply().verdict() == Verdict.KEPT);
    return ids.stream()
        .flatMap(id -> contacts.find(account, id).stream())
        .findFirst()
        .map(contact -> ContactLink.to(account, contact))
        .or(
            () ->
                ids.stream()
                    .filter(id -> willBeThere)
                    .findFirst()
                    .map(id -> ContactLink.to(account, id, id)))
        .orElse(null);
  }

  private TesterPage unsent(TesterForm form, @Nullable String problem) {
    return new TesterPage(
        form, accounts(), null, List.of(), problem, null, List.of(), List.of(), null, null, types);
  }

  private List<Account> accounts() {
    return accounts.accounts(Window.newest(Window.MAX_LIMIT)).items().stream()
        .filter(account -> !Sandbox.is(account.id()))
        .toList();
  }

  private static String newMessageId() {
    return UUID.randomUUID().toString();
  }
}
