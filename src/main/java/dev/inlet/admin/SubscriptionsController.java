package dev.inlet.admin;

import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.Subscribers;
import dev.inlet.operate.Subscribers.Issued;
import dev.inlet.operate.Subscribers.Wish;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.SubscriptionStore.Backlog;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes, lists, changes, tries and replays subscriptions. */
@AdminPort("/api/subscriptions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SubscriptionsController {
  private final Subscribers subscribers;
  private final InstantSource clock;

  SubscriptionsController(Subscribers subscribers, InstantSource clock) {
    this.subscribers = subscribers;
    this.clock = clock;
  }

  @Get
  String list() {
    return new JsonMembers()
        .array("subscriptions", subscribers.all(), one -> members(one).toString())
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

  @Post("/{id}/test")
  String test(String id) {
    WebhookReply reply = subscribers.test(id);
    return new JsonMembers()
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

  @Post("/{id}/replay")
  @Consumes(MediaType.ALL)
  String replay(String id, @Body byte @Nullable [] sent) {
    AdminBody body = AdminBody.read(sent, "from", "delivery");
    String delivery = body.text("delivery");
    if (delivery == null) {
      subscribers.replay(id, body.text("from"));
    } else {
      subscribers.replayOne(id, delivery);
    }
    return members(subscribers.get(id)).toString();
  }

  @Get("/{id}/deliveries")
  String deliveries(
      String id, @QueryValue @Nullable String cursor, @QueryValue @Nullable String limit) {
    return Views.list(
        "deliveries",
        subscribers.attempts(id, Cursor.window(cursor, limit)),
        SubscriptionsController::attempt);
  }

  private static String attempt(Attempt one) {
    return new JsonMembers()
        .text("webhookId", one.webhookId())
        .instant("at", one.at())
        .number("changes", one.changes())
        .raw("status", one.status() == null ? null : one.status().toString())
        .text("problem", one.problem())
        .number("millis", one.millis())
        .text("answer", one.answer())
        .toString();
  }

  private String issued(Issued issued) {
    return members(issued.subscription()).text("secret", issued.secret()).toString();
  }

  private JsonMembers members(Subscription one) {
    Backlog backlog = subscribers.backlog(one.id());
    Instant oldest = backlog.oldest();
    long lag =
        oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds());
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
        .number("waiting", backlog.waiting())
        .number("setAside", backlog.setAside())
        .number("lagSeconds", lag);
  }
}
