package dev.inlet.console.tester;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.operate.KeyRing;
import dev.inlet.operate.KeyRing.Issued;
import dev.inlet.operate.KeyRing.Terms;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;

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

  private final KeyRing keys;
  private final InstantSource clock;
  private final Cache<String, KeySecret> good =
      Caffeine.newBuilder().expireAfterWrite(REUSED_FOR).maximumSize(REMEMBERED).build();

  TesterKeys(KeyRing keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A key of an account that exists, good for some minutes. */
  KeySecret good(String account) {
    return good.get(account, id -> keys.issue(id, terms()).secret());
  }

  /** A key of an account that exists, which has just expired. */
  KeySecret expired(String account) {
    Issued issued = keys.issue(account, terms());
    keys.change(issued.key(), terms().expiring(clock.instant()));
    return issued.secret();
  }

  private Terms terms() {
    return new Terms(
        NAME,
        EnumSet.allOf(CallType.class),
        EnumSet.of(Sender.DESTINATION),
        clock.instant().plus(LIFETIME));
  }
}
