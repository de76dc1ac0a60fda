package dev.inlet.webhook;

import dev.inlet.forward.ShownChange;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends a subscriber one request, signed as all are, to see whether it arrives. */
@Singleton
public final class TestRequest {
  private final WebhookClient client;
  private final InstantSource clock;

  TestRequest(WebhookClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param webhookId of the request
   * @param body what was sent
   */
  public record Tested(String webhookId, String body, WebhookReply reply) {}

  /** Sends something that is no change; blocks for some seconds at most. */
  public Tested send(Subscription subscription, Secrets secrets) {
    String id = subscription.id() + "_test_" + UUID.randomUUID();
    return send(subscription, secrets, id, Body.ofTest(clock.instant()));
  }

  /**
   * Sends a change as it would be sent otherwise, under the same id: whoever tells repeats by that
   * takes it for one. Blocks for some seconds at most.
   */
  public Tested send(Subscription subscription, Secrets secrets, ShownChange change) {
    return send(
        subscription,
        secrets,
        Body.id(subscription.id(), List.of(change)),
        Body.of(List.of(change), subscription.batched()));
  }

  private Tested send(Subscription subscription, Secrets secrets, String id, byte[] body) {
    Map<String, String> headers = Body.headers(secrets, id, clock.instant(), body);
    WebhookReply reply = client.post(subscription.url(), headers, body);
    return new Tested(id, new String(body, StandardCharsets.UTF_8), reply);
  }

  /** What a subscription is sent of a change, as it looks now. */
  public static String body(Subscription subscription, ShownChange change) {
    return new String(Body.of(List.of(change), subscription.batched()), StandardCharsets.UTF_8);
  }
}
