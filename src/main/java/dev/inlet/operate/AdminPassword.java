package dev.inlet.operate;

import dev.inlet.account.KeySecret;
import dev.inlet.codec.Sha256;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one admin password: the operator's, or one that was generated and printed at the first start.
 * Only a digest of a generated one is kept.
 */
@Context
public final class AdminPassword {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPassword.class);

  private final String digest;

  AdminPassword(
      @Property(name = "inlet.admin.password") @Nullable String configured,
      AdminPasswordStore store,
      DevAccess devAccess) {
    this.digest =
        configured == null || configured.isBlank()
            ? generated(store, devAccess)
            : new KeySecret(configured).digest();
  }

  private static String generated(AdminPasswordStore store, DevAccess devAccess) {
    Optional<String> known = store.digest();
    if (known.isPresent()) {
      return known.get();
    }
    KeySecret secret = KeySecret.random(new SecureRandom());
    if (devAccess.isConfigured()) {
      // Nobody is asked for it here; it would only be in the way of the first real start.
      return secret.digest();
    }
    store.keep(secret.digest());
    LOG.info("Admin password, shown this once: {}", secret.text());
    return store.digest().orElseThrow();
  }

  /** Compares in constant time. What somebody sent is for {@link PasswordCheck} to check. */
  boolean is(String password) {
    return MessageDigest.isEqual(
        digest.getBytes(StandardCharsets.US_ASCII),
        new KeySecret(password).digest().getBytes(StandardCharsets.US_ASCII));
  }

  /** A digest of some text that only an Inlet with this password makes: 64 hexadecimal digits. */
  public String seal(String text) {
    return HexFormat.of()
        .formatHex(
            Sha256.of(
                digest.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8)));
  }
}
