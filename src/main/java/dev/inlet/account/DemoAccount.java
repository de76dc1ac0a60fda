package dev.inlet.account;

import dev.inlet.call.CallType;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account that the documentation's example works with at once: {@value #ACCOUNT}, with the key
 * {@value #KEY}. In the dev environment only, since everybody knows that key.
 */
@Singleton
@Requires(env = Environment.DEVELOPMENT)
final class DemoAccount {
  static final String ACCOUNT = "demo";
  static final String KEY = "segment";
  static final String KEY_ID = "demo-key";

  private static final Logger LOG = LoggerFactory.getLogger(DemoAccount.class);

  private final AccountStore accounts;
  private final InstantSource clock;

  DemoAccount(AccountStore accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @EventListener
  void create(ServerStartupEvent started) {
    var secret = new KeySecret(KEY);
    if (!isThere(secret)) {
      create(secret);
    }
    String problem = accounts.findByDigest(secret.digest()).map(this::problem).orElse("");
    if (problem.isEmpty()) {
      LOG.info("The account \"{}\" takes calls with the API key \"{}\"", ACCOUNT, KEY);
    } else {
      LOG.warn("The API key \"{}\" {}", KEY, problem);
    }
  }

  /**
   * Why no calls are taken with the key; empty when they are. A start outside of dev revokes it,
   * and it stays revoked after that.
   */
  String problem(AccountStore.Holder holder) {
    Instant expiry = holder.key().expiresAt();
    if (holder.key().revokedAt() != null) {
      return "was revoked, as by a start outside of the dev environment, and stays so: issue"
          + " another key of an account, or set INLET_DATA_DIR to another folder";
    }
    if (expiry != null && !expiry.isAfter(clock.instant())) {
      return "has expired: issue another key of an account";
    }
    return holder.account().suspended() ? "is of an account that is suspended: resume it" : "";
  }

  private boolean isThere(KeySecret secret) {
    return accounts.findByDigest(secret.digest()).isPresent();
  }

  private void create(KeySecret secret) {
    accounts.create(new Account(ACCOUNT, "Demo", false, clock.instant()));
    var key =
        new ApiKey(
            KEY_ID,
            ACCOUNT,
            "The documentation's key",
            secret.prefix(),
            EnumSet.allOf(CallType.class),
            EnumSet.allOf(Sender.class),
            clock.instant(),
            null,
            null,
            null);
    try {
      accounts.create(key, secret.digest());
    } catch (RuntimeException e) {
      if (!isThere(secret)) { // Otherwise another instance has come first.
        throw e;
      }
    }
  }
}
