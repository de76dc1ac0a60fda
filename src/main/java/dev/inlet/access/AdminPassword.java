package dev.inlet.access;

import dev.inlet.account.KeySecret;
import dev.inlet.codec.Sha256;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one admin password: the operator's, or one that was generated and printed at the first start.
 * Only a digest of a generated one is kept. It is printed, and kept, once the server takes
 * requests: a start that fails has not used it up.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // A weak one is refused before the database is opened.
public final class AdminPassword implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AdminPassword.class);

  private final BeanProvider<AdminPasswordStore> store;
  private volatile String digest;

  /** Why a start refuses a password that is easily guessed, and what to do. */
  public static final String WEAK =
      "inlet.admin.password (INLET_ADMIN_PASSWORD) is easily guessed: set one of %d characters"
              .formatted(WeakPassword.SHORTEST)
          + " or more, or none to have one generated";

  /** Generated, and not printed yet. */
  private @Nullable KeySecret fresh;

  AdminPassword(
      @Property(name = "inlet.admin.password") @Nullable String configured,
      BeanProvider<AdminPasswordStore> store,
      DevAccess devAccess) {
    this.store = store;
    if (configured == null || configured.isBlank()) {
      this.digest = generated(devAccess);
      return;
    }
    if (WeakPassword.is(configured) && !devAccess.isDevelopment()) {
      throw new IllegalArgumentException(WEAK);
    }
    this.digest = new KeySecret(configured).digest();
  }

  private String generated(DevAccess devAccess) {
    Optional<String> known = store.get().digest();
    if (known.isPresent()) {
      return known.get();
    }
    KeySecret secret = KeySecret.random(new SecureRandom());
    if (!devAccess.isConfigured()) {
      fresh = secret;
    } // Otherwise nobody is asked for it; it would only be in the way of the first real start.
    return secret.digest();
  }

  /** Of instances that start at once on one database, one is first, and prints. */
  @Override
  public synchronized void onApplicationEvent(ServerStartupEvent started) {
    KeySecret secret = fresh;
    if (secret == null) {
      return;
    }
    fresh = null;
    store.get().keep(secret.digest());
    digest = store.get().digest().orElseThrow();
    if (is(secret.text())) {
      LOG.info("Admin password, shown this once: {}", secret.text());
    }
  }

  /** Compares in constant time. What somebody sent is for {@link PasswordCheck} to check. */
  boolean is(String password) {
    return MessageDigest.isEqual(
        digest.getBytes(StandardCharsets.US_ASCII),
        new KeySecret(password).digest().getBytes(StandardCharsets.US_ASCII));
  }

  /** A digest of some text that only an Inlet with this password makes: 64 hexadecimal digits. */
  public String seal(String text) {
    return Sha256.hex(
        digest.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8));
  }
}
