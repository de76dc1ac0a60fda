package dev.inlet.console.delivery;

import dev.inlet.access.Role;
import dev.inlet.account.AccountStore;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.delivery.AnswerTimes;
import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.parameter.Reads;
import dev.inlet.listing.Window;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.DeliveryQueries;
import dev.inlet.operate.DeliveryQueries.Query;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.saved.SavedFilters;
import dev.inlet.process.Replay;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows deliveries: all of an account, and each by itself. */
@AdminPort("/console/deliveries")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveriesController {
  private static final int ATTEMPTS = 20;

  private final AccountChoices accounts;
  private final AccountStore keys;
  private final DeliveryLog deliveries;
  private final DeliveryQueries queries;
  private final DeliverySubjects subjects;
  private final AnswersByAccount answers;
  private final AnswerTimes times;
  private final DeliveryEffects effects;
  private final SavedFilters saved;
  private final Replay replay;

  DeliveriesController(
      AccountChoices accounts,
      AccountStore keys,
      DeliveryLog deliveries,
      DeliveryQueries queries,
      DeliverySubjects subjects,
      AnswersByAccount answers,
      AnswerTimes times,
      DeliveryEffects effects,
      SavedFilters saved,
      Replay replay) {
    this.accounts = accounts;
    this.keys = keys;
    this.deliveries = deliveries;
    this.queries = queries;
    this.subjects = subjects;
    this.answers = answers;
    this.times = times;
    this.effects = effects;
    this.saved = saved;
    this.replay = replay;
  }

  @Reads({"status", "type", "messageId", "text", "person", "sender", "key", "from", "to"})
  @Get
  Page list(
      HttpParameters parameters,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor) {
    var fields = new HashMap<String, String>();
    parameters.forEach(one -> fields.put(one.getKey(), one.getValue().getFirst()));
    DeliverySearch search = DeliverySearch.of(fields);
    return accounts.in(Section.DELIVERIES, account, choice -> list(choice, search, cursor));
  }

  private Page list(AccountChoice choice, DeliverySearch search, @Nullable String cursor) {
    long answered = answers.total(choice.id());
    long[] places = Cursor.read(cursor, 2);
    Query query = queries.read(choice.id(), search.written());
    DeliveryLog.Page found =
        deliveries.list(
            choice.id(),
            query.filter(),
            places == null ? query.begin() : new Position(places[0], places[1]),
            Window.DEFAULT_LIMIT);
    Position next = found.next();
    return new DeliveriesPage(
        choice,
        search,
        saved.all(),
        rows(choice.id(), found.entries()),
        keys.keys(choice.id(), Window.newest(Window.DEFAULT_LIMIT)).items(),
        cursor == null,
        next == null
            ? null
            : search
                .link(choice.id())
                .with("cursor", Cursor.write(next.journaled(), next.refused()))
                .toString(),
        found.searchedBackTo(),
        answered);
  }

  private List<DeliveryRow> rows(String account, List<Entry> entries) {
    Map<String, DeliverySubject> about = subjects.of(account, entries);
    return entries.stream()
        .map(entry -> row(account, entry, about.getOrDefault(entry.id(), DeliverySubject.UNKNOWN)))
        .toList();
  }

  private DeliveryRow row(String account, Entry entry, DeliverySubject subject) {
    return DeliveryRow.of(
        account, entry, times.of(account, entry.messageId(), entry.receivedAt()), subject);
  }

  @Get("/{id}")
  Page show(String id, @QueryValue @Nullable String account) {
    return accounts.in(Section.DELIVERIES, account, choice -> show(choice, id));
  }

  private Page show(AccountChoice choice, String id) {
    Detail found =
        deliveries
            .find(choice.id(), id)
            .orElseThrow(
                () ->
                    OperationRefused.missing(
                        "There is no such delivery: what was refused is kept for a week, the rest"
                            + " as long as the journal keeps it"));
    return new DeliveryPage(
        choice,
        found,
        keys.key(choice.id(), found.keyId()).orElse(null),
        attempts(choice.id(), found),
        effects.of(choice.id(), found));
  }

  /** Tries a call that was set aside once more. */
  @Needs(Role.SUPPORT)
  @Post("/{id}/replay")
  @Consumes(MediaType.ALL)
  HttpResponse<?> replay(String id, @QueryValue String account) {
    deliveries.find(account, id).map(Detail::seq).ifPresent(seq -> replay.one(account, seq));
    return HttpResponse.seeOther(URI.create(Addresses.delivery(account, id)));
  }

  /** What they are about is said by the page; so their bodies are not read. */
  private List<DeliveryRow> attempts(String account, Detail found) {
    String messageId = found.entry().messageId();
    return messageId == null
        ? List.of()
        : deliveries
            .list(account, Filter.ofMessage(messageId), Position.NEWEST, ATTEMPTS)
            .entries()
            .stream()
            .map(entry -> row(account, entry, DeliverySubject.UNKNOWN))
            .toList();
  }
}
