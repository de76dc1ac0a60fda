package dev.inlet.config;

import dev.inlet.codec.Base64Text;
import dev.inlet.forward.ForwardPolicy;
import dev.inlet.webhook.SecretBox;
import dev.inlet.webhook.WebhookPolicy;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.time.Duration;

/** How changes are kept for those who read them, and sent to webhooks. */
@Factory
final class ForwardConfiguration {
  private static final int MOST_IN_WEBHOOK = 200;

  private final ConfigurationReader reader;
  private final InletProperties.Forward forward;

  ForwardConfiguration(ConfigurationReader reader, InletProperties.Forward forward) {
    this.reader = reader;
    this.forward = forward;
  }

  /** {@code inlet.forward.retention}. */
  @Context
  @ReadFirst
  ForwardPolicy forwardPolicy() {
    return new ForwardPolicy(
        reader.duration(
            "inlet.forward.retention",
            forward.retention(),
            Duration.ofDays(7),
            Duration.ofHours(1),
            InletConfiguration.LONGEST_RETENTION));
  }

  /** {@code inlet.forward.allow-private}, {@code inlet.forward.batch}. */
  @Context
  @ReadFirst
  WebhookPolicy webhookPolicy() {
    return new WebhookPolicy(
        reader.isTrue("inlet.forward.allow-private", forward.allowPrivate(), false),
        reader.number("inlet.forward.batch", forward.batch(), 100, 1, MOST_IN_WEBHOOK));
  }

  /** {@code inlet.forward.key}. */
  @Context
  @ReadFirst
  SecretBox secretBox() {
    return reader.read(this::secrets, new SecretBox(null));
  }

  private SecretBox secrets() {
    String key = forward.key();
    if (key == null || key.isBlank()) {
      return new SecretBox(null);
    }
    byte[] decoded = Base64Text.decode(key.strip());
    if (decoded == null || decoded.length != SecretBox.KEY_BYTES) {
      throw reader.wrong(
          "inlet.forward.key", "it must be 32 bytes in base64, as by openssl rand -base64 32");
    }
    return new SecretBox(decoded);
  }
}
