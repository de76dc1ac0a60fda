package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Needs;
import dev.inlet.listing.Window;
import dev.inlet.operate.ActivityQueries;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.export.Exports;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Hands out an account's lists as files. */
@AdminPort("/api/accounts/{account}")
@Produces(Answers.CSV)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportController {
  private static final Window ALL = Window.newest(Window.MAX_LIMIT);

  private final KnownAccounts accounts;
  private final ActivityQueries queries;
  private final Exports exports;

  ExportController(KnownAccounts accounts, ActivityQueries queries, Exports exports) {
    this.accounts = accounts;
    this.queries = queries;
    this.exports = exports;
  }

  @Needs(Role.SUPPORT)
  @Get("/contacts.csv")
  HttpResponse<Publisher<byte[]>> contacts(String account, @QueryValue @Nullable String q) {
    accounts.require(account);
    return Answers.file(Exports.fileName("contacts", account), exports.contacts(account, q));
  }

  @Needs(Role.SUPPORT)
  @Get("/companies.csv")
  HttpResponse<Publisher<byte[]>> companies(String account, @QueryValue @Nullable String q) {
    accounts.require(account);
    return Answers.file(Exports.fileName("companies", account), exports.companies(account, q));
  }

  @Needs(Role.SUPPORT)
  @Get("/events.csv")
  HttpResponse<Publisher<byte[]>> events(
      String account,
      @QueryValue @Nullable String contact,
      @QueryValue @Nullable String event,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    accounts.require(account);
    return Answers.file(
        Exports.fileName("events", account),
        exports.events(account, queries.read(account, contact, event, from, to, ALL)));
  }

  @Needs(Role.SUPPORT)
  @Get("/pages.csv")
  HttpResponse<Publisher<byte[]>> pages(
      String account,
      @QueryValue @Nullable String contact,
      @QueryValue @Nullable String name,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to) {
    accounts.require(account);
    return Answers.file(
        Exports.fileName("pages", account),
        exports.pages(account, queries.read(account, contact, name, from, to, ALL)));
  }
}
