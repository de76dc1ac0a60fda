package dev.inlet.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Authenticator;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.UUID;

/**
 * Keys for the event tester, since nobody can look up the secret of a key that exists. One opens an
 * account for {@link #LIFETIME}; its secret is kept in memory alone, and not quite as long, so that
 * a few tests leave one key in the account's list and not many.
 */
@Singleton
final class TesterKeys {
  static final String NAME = "event tester";
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final Duration REUSED_FOR = Duration.ofMinutes(8);
  private static final int REMEMBERED = 100;

  private final AccountStore accounts;
  private final Authenticator authenticator;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, KeySecret> good =
      Caffeine.newBuilder().expireAfterWrite(REUSED_FOR).maximumSize(REMEMBERED).build();

  TesterKeys(AccountStore accounts, Authenticator authenticator, InstantSource clock) {
    this.accounts = accounts;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  /** A key of an account that exists, good for some minutes. */
  KeySecret good(String account) {
    return good.get(account, id -> issue(id, now().plus(LIFETIME)));
  }

  /** A key of an account that exists, which has just expired. */
  KeySecret expired(String account) {
    return issue(account, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private KeySecret issue(String account, Instant expiresAt) {
    KeySecret secret = KeySecret.random(random);
    var key =
        new ApiKey(
            UUID.randomUUID().toString(),
            account,
            NAME,
            secret.prefix(),
            EnumSet.allOf(CallType.class),
            EnumSet.of(Sender.DESTINATION),
            now(),
            expiresAt,
            null,
            null);
    accounts.create(key, secret.digest());
    authenticator.forget();
    return secret;
  }
}
