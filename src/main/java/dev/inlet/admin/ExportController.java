package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.ContactsCsv;
import dev.inlet.operate.KnownAccounts;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reactivestreams.Publisher;

/** Hands out an account's contacts as a file. */
@AdminPort("/api/accounts/{account}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportController {
  private final KnownAccounts accounts;
  private final ContactsCsv csv;

  ExportController(KnownAccounts accounts, ContactsCsv csv) {
    this.accounts = accounts;
    this.csv = csv;
  }

  @Needs(Role.SUPPORT)
  @Get("/contacts.csv")
  @Produces("text/csv")
  HttpResponse<Publisher<byte[]>> contacts(String account) {
    accounts.require(account);
    return HttpResponse.<Publisher<byte[]>>ok(csv.of(account))
        .header(HttpHeaders.CONTENT_DISPOSITION, ContactsCsv.disposition(account));
  }
}
