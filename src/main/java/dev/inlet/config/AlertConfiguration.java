package dev.inlet.config;

import dev.inlet.alert.AlertPolicy;
import dev.inlet.webhook.Signature;
import dev.inlet.webhook.WebhookClient;
import dev.inlet.webhook.WebhookPolicy;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.net.URI;
import java.net.URISyntaxException;

/** Who is told of alerts. */
@Factory
final class AlertConfiguration {
  private static final String WRONG_SECRET =
      "with inlet.alerts.webhook it must be whsec_ and 24 to 64 bytes in base64";

  private final ConfigurationReader reader;
  private final InletProperties.Alerts alerts;

  AlertConfiguration(ConfigurationReader reader, InletProperties.Alerts alerts) {
    this.reader = reader;
    this.alerts = alerts;
  }

  /** {@code inlet.alerts.webhook}, {@code inlet.alerts.secret}. */
  @Context
  @ReadFirst
  AlertPolicy alertPolicy(WebhookPolicy webhooks) {
    return reader.read(() -> alertPolicy(webhooks.allowsPrivate()), AlertPolicy.NOBODY);
  }

  private AlertPolicy alertPolicy(boolean allowsPrivate) {
    String webhook = alerts.webhook();
    String secret = alerts.secret() == null ? "" : alerts.secret().strip();
    if (!secret.isEmpty() && !Signature.isSecret(secret)) {
      throw reader.wrong("inlet.alerts.secret", WRONG_SECRET);
    }
    if (webhook == null || webhook.isBlank()) {
      return AlertPolicy.NOBODY;
    }
    URI url;
    try {
      url = new URI(webhook.strip());
    } catch (URISyntaxException e) {
      throw reader.wrong("inlet.alerts.webhook", "it must be an https address");
    }
    String objection = WebhookClient.objection(url, allowsPrivate);
    if (objection != null) {
      throw reader.wrong("inlet.alerts.webhook", objection);
    }
    if (secret.isEmpty()) {
      throw reader.wrong("inlet.alerts.secret", WRONG_SECRET);
    }
    return new AlertPolicy(url, secret);
  }
}
