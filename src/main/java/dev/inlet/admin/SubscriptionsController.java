package dev.inlet.admin;

import dev.inlet.access.Role;
import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.subscription.Subscribers;
import dev.inlet.operate.subscription.Subscribers.Issued;
import dev.inlet.operate.subscription.Subscribers.Wish;
import dev.inlet.operate.subscription.WebhookDeliveries;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Standing;
import dev.inlet.webhook.Standings;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.TestRequest.Tested;
import dev.inlet.webhook.WebhookReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, lists, changes, tries and replays subscriptions. */
@AdminPort("/api/subscriptions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubscriptionsController {
  private final Subscribers subscribers;
  private final WebhookDeliveries deliveries;
  private final Standings standings;

  SubscriptionsController(
      Subscribers subscribers, WebhookDeliveries deliveries, Standings standings) {
    this.subscribers = subscribers;
    this.deliveries = deliveries;
    this.standings = standings;
  }

  @Get
  String list() {
    return new JsonMembers()
        .array("subscriptions", standings.of(subscribers.all()), one -> members(one).toString())
        .toString();
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<String> create(@Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "url", "types", "account", "headers", "batch", "active");
    return HttpResponse.created(issued(subscribers.create(wish(body, body.text("account")))));
  }

  @Get("/{id}")
  String show(String id) {
    return members(subscribers.get(id)).toString();
  }

  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  String change(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "url", "types", "headers", "batch", "active");
    return members(subscribers.change(id, wish(body, null))).toString();
  }

  private static Wish wish(AdminBody body, @Nullable String account) {
    return new Wish(
        body.text("url"),
        body.texts("types"),
        account,
        body.textMap("headers"),
        body.has("batch") ? body.bool("batch") : null,
        body.has("active") ? body.bool("active") : null);
  }

  @Delete("/{id}")
  HttpResponse<?> remove(String id) {
    subscribers.remove(id);
    return HttpResponse.noContent();
  }

  @Needs(Role.SUPPORT)
  @Post("/{id}/test")
  String test(String id, @QueryValue @Nullable String change) {
    Tested tested = deliveries.test(id, change);
    WebhookReply reply = tested.reply();
    return new JsonMembers()
        .text("webhookId", tested.webhookId())
        .text("request", tested.body())
        .bool("delivered", reply.isSuccess())
        .raw("status", reply.status() == null ? null : reply.status().toString())
        .text("problem", reply.problem())
        .number("millis", reply.took().toMillis())
        .text("answer", reply.body())
        .toString();
  }

  @Post("/{id}/rotate")
  @Consumes(MediaType.ALL)
  HttpResponse<String> rotate(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "overlap");
    return HttpResponse.created(issued(subscribers.rotate(id, body.text("overlap"))));
  }

  @Needs(Role.SUPPORT)
  @Post("/{id}/replay")
  @Consumes(MediaType.ALL)
  String replay(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "from", "only");
    deliveries.replay(id, body.text("from"), body.text("only"));
    return members(subscribers.get(id)).toString();
  }

  @Get("/{id}/deliveries")
  String deliveries(
      String id, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Views.list(
        "deliveries",
        deliveries.attempts(id, Cursor.window(cursor, limit)),
        one -> attempt(one).toString());
  }

  @Get("/{id}/deliveries/{delivery}")
  String delivery(String id, String delivery) {
    Attempt one = deliveries.attempt(id, number(delivery));
    return attempt(one)
        .text("request", deliveries.sent(subscribers.get(id), one.webhookId()))
        .toString();
  }

  private static long number(String delivery) {
    try {
      return Long.parseLong(delivery);
    } catch (NumberFormatException e) {
      return -1; // There is none, as the answer will say.
    }
  }

  private static JsonMembers attempt(Attempt one) {
    return new JsonMembers()
        .text("id", Long.toString(one.number()))
        .text("webhookId", one.webhookId())
        .instant("at", one.at())
        .number("changes", one.changes())
        .raw("status", one.status() == null ? null : one.status().toString())
        .text("problem", one.problem())
        .number("millis", one.millis())
        .text("answer", one.answer());
  }

  @Get("/{id}/set-aside")
  String setAside(
      String id, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Views.list(
        "setAside",
        deliveries.setAside(id, Cursor.window(cursor, limit)),
        one ->
            new JsonMembers()
                .text("position", one.position().text())
                .number("attempts", one.attempts())
                .instant("since", one.since())
                .toString());
  }

  private String issued(Issued issued) {
    return members(issued.subscription()).text("secret", issued.secret()).toString();
  }

  private JsonMembers members(Subscription one) {
    return members(standings.of(List.of(one)).getFirst());
  }

  private static JsonMembers members(Standing standing) {
    Subscription one = standing.subscription();
    Attempt last = standing.backlog().last();
    return new JsonMembers()
        .text("id", one.id())
        .text("account", one.accountId())
        .text("url", one.url().toString())
        .texts("types", one.types())
        .bool("batch", one.batched())
        .text("state", one.state().wireName())
        .text("reason", one.reason())
        .instant("createdAt", one.createdAt())
        .text("position", one.reached().text())
        .instant("failingSince", one.failingSince())
        .number("waiting", standing.backlog().waiting())
        .number("setAside", standing.backlog().setAside())
        .number("lagSeconds", standing.lagSeconds())
        .number("lagChanges", standing.lagChanges())
        .raw("lastDelivery", last == null ? null : attempt(last).toString());
  }
}
