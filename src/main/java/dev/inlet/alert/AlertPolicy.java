package dev.inlet.alert;

import dev.inlet.webhook.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of alerts.
 *
 * @param webhook where they are posted to; null for nowhere
 * @param secret what that is signed with, {@code whsec_} and base64
 */
public record AlertPolicy(@Nullable URI webhook, @Nullable String secret) {
  /** Nobody is told. */
  public static final AlertPolicy NOBODY = new AlertPolicy(null, null);

  Secrets secrets() {
    return secret == null ? new Secrets(List.of(), Map.of()) : Secrets.of(secret, Map.of());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "alerts to " + webhook;
  }
}
