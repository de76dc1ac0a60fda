package dev.inlet.console.audit;

import dev.inlet.audit.AuditEntry;
import dev.inlet.console.page.Page;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.listing.Listing;
import dev.inlet.operate.AuditTrail;
import dev.inlet.operate.AuditTrail.Format;
import dev.inlet.operate.Cursor;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Shows and exports who changed or erased what. */
@AdminPort("/console/audit")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @Get
  Page list(
      @QueryValue(defaultValue = "") String account,
      @QueryValue(defaultValue = "") String actor,
      @QueryValue(defaultValue = "") String action,
      @QueryValue @Nullable String cursor) {
    var search = new AuditSearch(account.strip(), actor.strip(), action.strip());
    Listing<AuditEntry> found = trail.list(search.filter(), Cursor.window(cursor, null));
    return new AuditPage(search, found.items(), search.link().goingOnAt(found.next()));
  }

  @Get("/export")
  HttpResponse<Publisher<byte[]>> csv(
      @QueryValue(defaultValue = "") String account,
      @QueryValue(defaultValue = "") String actor,
      @QueryValue(defaultValue = "") String action) {
    var search = new AuditSearch(account.strip(), actor.strip(), action.strip());
    return Answers.file(Format.CSV.fileName(), trail.file(search.filter(), Format.CSV))
        .contentType(Format.CSV.mediaType());
  }
}
