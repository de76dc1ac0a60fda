package dev.inlet.admin;

import dev.inlet.call.Warning;
import dev.inlet.codec.JsonMembers;
import dev.inlet.delivery.AnswerTimes;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Page;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.delivery.Subject;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.DeliveryQueries;
import dev.inlet.operate.DeliveryQueries.Query;
import dev.inlet.operate.DeliveryQueries.Written;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what reached Inlet for an account, and what was answered. */
@AdminPort("/api/accounts/{account}/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveriesController {
  /** As much of it as is noted of a refused delivery. */
  private static final int LONGEST_TYPE = 100;

  private final KnownAccounts accounts;
  private final DeliveryLog deliveries;
  private final DeliveryQueries queries;
  private final AnswerTimes times;

  DeliveriesController(
      KnownAccounts accounts, DeliveryLog deliveries, DeliveryQueries queries, AnswerTimes times) {
    this.times = times;
    this.accounts = accounts;
    this.deliveries = deliveries;
    this.queries = queries;
  }

  @Get
  String list(
      String account,
      @QueryValue @Nullable String status,
      @QueryValue @Nullable String type,
      @QueryValue @Nullable String messageId,
      @QueryValue @Nullable String warnings,
      @QueryValue @Nullable String sender,
      @QueryValue @Nullable String key,
      @QueryValue @Nullable String text,
      @QueryValue @Nullable String person,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    boolean isRepaired = isRepaired(warnings);
    Query query =
        queries.read(
            account,
            new Written(
                status,
                Views.bounded("type", type, LONGEST_TYPE),
                messageId,
                isRepaired,
                sender,
                key,
                text,
                person,
                from,
                to));
    long[] places = Cursor.read(cursor, 2);
    Page page =
        deliveries.list(
            account,
            query.filter(),
            places == null ? query.begin() : new Position(places[0], places[1]),
            Cursor.limit(limit));
    Map<String, Subject> subjects = deliveries.subjects(account, page.entries());
    Position next = page.next();
    return new JsonMembers()
        .array(
            "deliveries",
            page.entries(),
            entry ->
                members(account, entry, subjects.getOrDefault(entry.id(), Subject.UNKNOWN))
                    .toString())
        .text("nextCursor", next == null ? null : Cursor.write(next.journaled(), next.refused()))
        .instant("searchedBackTo", page.searchedBackTo())
        .toString();
  }

  @Get("/{id}")
  String show(String account, String id) {
    accounts.require(account);
    Detail found =
        deliveries
            .find(account, id)
            .orElseThrow(
                () -> OperationRefused.missing("Account " + account + " has no delivery " + id));
    byte[] body = found.body();
    Subject subject = body == null ? Subject.UNKNOWN : Subject.of(body);
    return members(account, found.entry(), subject)
        .text("keyId", found.keyId())
        .raw("settings", found.settings())
        .text("body", body == null ? null : new String(body, StandardCharsets.UTF_8))
        .toString();
  }

  private static boolean isRepaired(@Nullable String warnings) {
    if (warnings == null || warnings.equals("false")) {
      return false;
    }
    if (warnings.equals("true")) {
      return true;
    }
    throw OperationRefused.wrong("warnings must be true or false");
  }

  private JsonMembers members(String account, Entry entry, Subject subject) {
    Duration took = times.of(account, entry.messageId(), entry.receivedAt());
    Cause cause = entry.cause();
    return new JsonMembers()
        .text("id", entry.id())
        .text("messageId", entry.messageId())
        .text("type", entry.type())
        .number("status", entry.status())
        .bool("setAside", entry.setAside())
        .text("cause", cause == null ? null : cause.wireName())
        .text("message", entry.message())
        .text("sender", entry.sender())
        .instant("receivedAt", entry.receivedAt())
        .texts("warnings", Warning.sentences(entry.warnings()))
        .text("subject", subject.what())
        .text("userId", subject.userId())
        .text("anonymousId", subject.anonymousId())
        .number("millis", took == null ? null : BigDecimal.valueOf(took.toNanos() / 10_000, 2));
  }
}
