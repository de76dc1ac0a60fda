package dev.inlet.alert;

import dev.inlet.alert.AlertStore.News;
import dev.inlet.codec.JsonMembers;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.webhook.SignedPost;
import dev.inlet.webhook.WebhookReply;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to the operator's webhook that an alert began, and that it is over: once each, unless Inlet
 * dies in between, and under the same id then. While nobody takes it, it is tried again at each
 * look, for {@link #GIVE_UP_AFTER}.
 */
@Singleton
final class AlertSender {
  static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

  private final AlertPolicy policy;
  private final AlertStore store;
  private final SignedPost post;
  private final InstantSource clock;
  private final AtomicBoolean isSending = new AtomicBoolean();

  AlertSender(AlertPolicy policy, AlertStore store, SignedPost post, InstantSource clock) {
    this.policy = policy;
    this.store = store;
    this.post = post;
    this.clock = clock;
  }

  /** Tells what was not told yet, on a thread of its own. */
  void tell() {
    URI webhook = policy.webhook();
    if (webhook != null && isSending.compareAndSet(false, true)) {
      Thread.ofVirtual().name("alerts").start(() -> tell(webhook));
    }
  }

  private void tell(URI webhook) {
    try {
      for (News news : store.untold()) {
        if (at(news).isBefore(clock.instant().minus(GIVE_UP_AFTER))) {
          store.told(news);
          continue;
        }
        WebhookReply reply = post.send(webhook, policy.secrets(), id(news), body(news));
        if (reply.isSuccess()) {
          store.told(news);
        } else {
          LOG.warn(
              "An alert could not be posted, and is tried again: {}",
              reply.problem() == null ? "answered " + reply.status() : reply.problem());
          return;
        }
      }
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.warn("An alert could not be posted, and is tried again: {}", new Fault(e));
    } finally {
      isSending.set(false);
    }
  }

  private static String id(News news) {
    return "alert_" + news.alert().id() + (news.isOver() ? "_ended" : "_began");
  }

  private static Instant at(News news) {
    return news.isOver() ? Objects.requireNonNull(news.alert().until()) : news.alert().since();
  }

  static String body(News news) {
    return new JsonMembers()
        .text("type", news.isOver() ? "alert.ended" : "alert.began")
        .instant("timestamp", at(news))
        .raw("data", json(news.alert()))
        .toString();
  }

  private static String json(Alert alert) {
    Condition condition = alert.condition();
    return new JsonMembers()
        .text("id", Long.toString(alert.id()))
        .text("kind", condition.kind().wireName())
        .text("account", condition.accountId())
        .text("text", condition.text())
        .text("advice", condition.kind().advice())
        .instant("since", alert.since())
        .instant("until", alert.until())
        .toString();
  }
}
