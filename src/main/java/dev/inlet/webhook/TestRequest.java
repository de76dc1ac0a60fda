package dev.inlet.webhook;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Sends a subscriber something that is no change, to see whether it arrives. */
@Singleton
public final class TestRequest {
  private final WebhookClient client;
  private final InstantSource clock;

  TestRequest(WebhookClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Sends it, signed as changes are; blocks for some seconds at most. */
  public WebhookReply send(Subscription subscription, Secrets secrets) {
    Instant now = clock.instant();
    byte[] body = Body.ofTest(now);
    String id = subscription.id() + "_test_" + UUID.randomUUID();
    return client.post(subscription.url(), Body.headers(secrets, id, now, body), body);
  }
}
