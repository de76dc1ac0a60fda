package dev.inlet.config;

import dev.inlet.access.Role;
import dev.inlet.oidc.OidcProvider;
import dev.inlet.oidc.OidcSettings;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The provider of OpenID Connect that an operator has configured, read and checked once. */
@Factory
@Requires(property = OidcConfiguration.ISSUER)
final class OidcConfiguration {
  static final String ISSUER = "inlet.console.oidc.issuer";

  private final ConfigurationReader reader;
  private final InletProperties.Oidc oidc;

  OidcConfiguration(ConfigurationReader reader, InletProperties.Oidc oidc) {
    this.reader = reader;
    this.oidc = oidc;
  }

  /** {@code inlet.console.oidc.*}. */
  @Context
  @ReadFirst
  OidcProvider provider() {
    String role =
        reader.choice(
            "inlet.console.oidc.default-role",
            oidc.defaultRole(),
            "none",
            "none",
            "look",
            "support",
            "admin");
    return new OidcProvider(
        new OidcSettings(
            issuer(),
            required("inlet.console.oidc.client-id", oidc.clientId()),
            required("inlet.console.oidc.client-secret", oidc.clientSecret()),
            set(oidc.nameClaim()) ? String.valueOf(oidc.nameClaim()) : "preferred_username",
            set(oidc.roleClaim()) ? oidc.roleClaim() : null,
            Role.named(role).orElse(null)));
  }

  /** By plain HTTP to this machine alone, as for a try: the token is not secret otherwise. */
  private URI issuer() {
    String text = String.valueOf(oidc.issuer());
    try {
      URI issuer = URI.create(text);
      boolean isLocal =
          "http".equals(issuer.getScheme())
              && ("localhost".equals(issuer.getHost()) || "127.0.0.1".equals(issuer.getHost()));
      if (issuer.getHost() != null && ("https".equals(issuer.getScheme()) || isLocal)) {
        return issuer;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like one of another protocol.
    }
    throw reader.wrong(ISSUER, "an https address", text);
  }

  private String required(String property, @Nullable String text) {
    if (!set(text)) {
      throw reader.wrong(property, "the provider gives one to each client", text);
    }
    return String.valueOf(text);
  }

  private static boolean set(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
