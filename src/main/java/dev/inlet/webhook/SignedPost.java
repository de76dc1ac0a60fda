package dev.inlet.webhook;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Posts one body by the Standard Webhooks specification, to addresses that may be posted to. */
@Singleton
public final class SignedPost {
  private final WebhookClient client;
  private final InstantSource clock;

  SignedPost(WebhookClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Posts, and waits for the answer, some seconds at most.
   *
   * @param id by which the receiver tells repeats
   */
  public WebhookReply send(URI url, Secrets secrets, String id, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return client.post(url, Body.headers(secrets, id, clock.instant(), bytes), bytes);
  }
}
