package dev.inlet.oidc;

import dev.inlet.access.Role;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The provider that an operator has configured.
 *
 * @param issuer where its metadata is found, below {@code /.well-known/openid-configuration}
 * @param nameClaim which claim is a user's name
 * @param roleClaim which claim says their role, or has it among others; null for none
 * @param defaultRole of whom the claim says nothing; null to keep them out
 */
public record OidcSettings(
    URI issuer,
    String clientId,
    String clientSecret,
    String nameClaim,
    @Nullable String roleClaim,
    @Nullable Role defaultRole) {

  /** Never the secret: records are printed into logs by accident. */
  @Override
  public String toString() {
    return "OidcSettings[" + issuer + "]";
  }
}
