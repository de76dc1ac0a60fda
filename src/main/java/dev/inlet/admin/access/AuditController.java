package dev.inlet.admin.access;

import dev.inlet.admin.Views;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.operate.AuditTrail;
import dev.inlet.operate.AuditTrail.Format;
import dev.inlet.operate.Cursor;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Lists and exports who changed or erased what. */
@AdminPort("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @Get("/audit")
  String list(
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String actor,
      @QueryValue @Nullable String action,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    return Views.list(
        "audit",
        trail.list(AuditTrail.filter(after, account, actor, action), Cursor.window(cursor, limit)),
        AuditTrail::json);
  }

  @Get("/audit.csv")
  HttpResponse<Publisher<byte[]>> csv(
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String actor,
      @QueryValue @Nullable String action) {
    return file(Format.CSV, after, account, actor, action);
  }

  @Get("/audit.ndjson")
  HttpResponse<Publisher<byte[]>> ndjson(
      @QueryValue @Nullable String after,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String actor,
      @QueryValue @Nullable String action) {
    return file(Format.NDJSON, after, account, actor, action);
  }

  private HttpResponse<Publisher<byte[]>> file(
      Format format,
      @Nullable String after,
      @Nullable String account,
      @Nullable String actor,
      @Nullable String action) {
    Publisher<byte[]> file = trail.file(AuditTrail.filter(after, account, actor, action), format);
    return Answers.file(format.fileName(), file).contentType(format.mediaType());
  }
}
