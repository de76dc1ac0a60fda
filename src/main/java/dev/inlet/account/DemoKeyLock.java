package dev.inlet.account;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes the documentation's key when Inlet goes live on files that it was tried out with. */
@Singleton
@Requires(notEnv = Environment.DEVELOPMENT)
final class DemoKeyLock {
  private static final Logger LOG = LoggerFactory.getLogger(DemoKeyLock.class);

  private final AccountStore accounts;
  private final InstantSource clock;

  DemoKeyLock(AccountStore accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @EventListener
  void revoke(ServerStartupEvent started) {
    if (accounts.revoke(DemoAccount.ACCOUNT, DemoAccount.KEY_ID, clock.instant())) {
      LOG.info("The demo account's key, which everybody knows, is revoked");
    }
  }
}
