package dev.inlet.admin;

import dev.inlet.call.Warning;
import dev.inlet.codec.JsonMembers;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Detail;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Page;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Shows what reached Inlet for an account, and what was answered. */
@AdminPort("/api/accounts/{account}/deliveries")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveriesController {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private final KnownAccounts accounts;
  private final DeliveryLog deliveries;

  DeliveriesController(KnownAccounts accounts, DeliveryLog deliveries) {
    this.accounts = accounts;
    this.deliveries = deliveries;
  }

  @Get
  String list(
      String account,
      @QueryValue @Nullable String status,
      @QueryValue @Nullable String type,
      @QueryValue @Nullable String messageId,
      @QueryValue @Nullable String warnings,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    long[] places = Cursor.read(cursor, 2);
    Page page =
        deliveries.list(
            account,
            new Filter(status(status), type, messageId, isRepaired(warnings)),
            places == null ? Position.NEWEST : new Position(places[0], places[1]),
            Cursor.limit(limit));
    Position next = page.next();
    return new JsonMembers()
        .array("deliveries", page.entries(), DeliveriesController::view)
        .text("nextCursor", next == null ? null : Cursor.write(next.journaled(), next.refused()))
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
    return members(found.entry())
        .text("keyId", found.keyId())
        .raw("settings", found.settings())
        .text("body", body == null ? null : new String(body, StandardCharsets.UTF_8))
        .toString();
  }

  private static @Nullable Integer status(@Nullable String status) {
    if (status == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(status);
      if (number >= LOWEST_STATUS && number <= HIGHEST_STATUS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one out of range.
    }
    throw OperationRefused.wrong("status must be an HTTP status from 200 to 599");
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

  private static String view(Entry entry) {
    return members(entry).toString();
  }

  private static JsonMembers members(Entry entry) {
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
        .texts("warnings", Warning.sentences(entry.warnings()));
  }
}
