package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.call.CallType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final KeySecret SECRET = new KeySecret("a secret of the test");
  private static final Account ACME = new Account("acme", "Acme", false, NOON);
  private static final ApiKey KEY = key(null, null);

  private final KnownKeys accounts = new KnownKeys();
  private volatile Instant now = NOON;
  private final Authenticator authenticator =
      new Authenticator(accounts, KeyTrust.NONE, () -> now, Ticker.systemTicker());

  private static ApiKey key(@Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    return new ApiKey(
        "k1",
        "acme",
        "test",
        "a sec",
        Set.of(CallType.IDENTIFY),
        Set.of(Sender.DESTINATION),
        NOON.minusSeconds(60),
        expiresAt,
        revokedAt,
        null);
  }

  private Authentication authenticate() {
    return authenticator
        .authenticate(SECRET)
        .toCompletableFuture()
        .orTimeout(5, TimeUnit.SECONDS)
        .join();
  }

  private Authentication authenticateAtLast() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      try {
        return authenticate();
      } catch (CompletionException e) {
        Thread.sleep(1);
      }
    }
    return authenticate();
  }

  @Nested
  class Verdict {
    @Test
    void keyInForceIsAuthentic() {
      accounts.know(SECRET, ACME, KEY);

      assertEquals(new Authentication.Authentic(KEY), authenticate());
    }

    @Test
    void unknownKeyIsNotRecognised() {
      accounts.know(new KeySecret("another"), ACME, KEY);

      assertEquals(new Authentication.Unknown(), authenticate());
    }

    @Test
    void revokedKeyIsCalledSo() {
      ApiKey key = key(null, NOON.minusSeconds(1));
      accounts.know(SECRET, ACME, key);

      assertEquals(new Authentication.Revoked(key), authenticate());
    }

    @Test
    void expiryTakesEffectAtItsInstantEvenForACachedKey() {
      ApiKey key = key(NOON.plusSeconds(60), null);
      accounts.know(SECRET, ACME, key);
      now = NOON.plusSeconds(60).minusNanos(1);
      assertEquals(new Authentication.Authentic(key), authenticate());

      now = NOON.plusSeconds(60);
      assertEquals(new Authentication.Expired(key), authenticate());
      assertEquals(1, accounts.lookups.get());
    }

    @Test
    void keyOfASuspendedAccountIsSuspended() {
      accounts.know(SECRET, new Account("acme", "Acme", true, NOON), KEY);

      assertEquals(new Authentication.Suspended(KEY), authenticate());
    }

    @Test
    void badKeyOfASuspendedAccountIsRejectedFirst() {
      ApiKey key = key(NOON.minusSeconds(1), null);
      accounts.know(SECRET, new Account("acme", "Acme", true, NOON), key);

      assertEquals(new Authentication.Expired(key), authenticate());
    }

    @Test
    void revocationIsNamedBeforeExpiry() {
      ApiKey key = key(NOON.minusSeconds(2), NOON.minusSeconds(1));
      accounts.know(SECRET, ACME, key);

      assertEquals(new Authentication.Revoked(key), authenticate());
    }
  }

  @Nested
  class StoreThatCannotBeAsked {
    @Test
    void makesTheAnswerFailInsteadOfUnknown() {
      accounts.know(SECRET, ACME, KEY);
      accounts.broken = true;

      assertThrows(CompletionException.class, AuthenticatorTest.this::authenticate);
    }

    @Test
    void isAskedAgainNextTime() throws InterruptedException {
      accounts.know(SECRET, ACME, KEY);
      accounts.broken = true;
      assertThrows(CompletionException.class, AuthenticatorTest.this::authenticate);
      accounts.broken = false;

      // The cache drops a failure a moment after those who waited for it have seen it.
      assertEquals(new Authentication.Authentic(KEY), authenticateAtLast());
    }

    @Test
    void doesNotMatterToACachedKey() {
      accounts.know(SECRET, ACME, KEY);
      authenticate();
      accounts.broken = true;

      assertEquals(new Authentication.Authentic(KEY), authenticate());
    }
  }

  @Nested
  class Cache {
    @Test
    void knownAndUnknownKeysAreLookedUpOnce() {
      authenticate();
      authenticate();
      assertEquals(1, accounts.lookups.get());

      accounts.know(SECRET, ACME, KEY);
      assertEquals(new Authentication.Unknown(), authenticate());
    }

    @Test
    void revocationIsSeenAfterForgetting() {
      accounts.know(SECRET, ACME, KEY);
      authenticate();
      ApiKey revoked = key(null, NOON);
      accounts.know(SECRET, ACME, revoked);
      assertEquals(new Authentication.Authentic(KEY), authenticate(), "still cached");

      authenticator.forget();

      assertEquals(new Authentication.Revoked(revoked), authenticate());
    }

    @Test
    void newKeyIsSeenAfterForgetting() {
      authenticate();
      accounts.know(SECRET, ACME, KEY);
      authenticator.forget();

      assertEquals(new Authentication.Authentic(KEY), authenticate());
    }

    @Test
    void holdsNoKeyLongEnoughToOutliveARevocationByFiveSeconds() {
      assertEquals(-1, Authenticator.TIME_TO_LIVE.compareTo(Duration.ofSeconds(5)));
    }
  }

  /** Finds keys by their digests, and does nothing else. */
  private static final class KnownKeys extends UnusedAccountStore {
    final AtomicInteger lookups = new AtomicInteger();
    volatile boolean broken;
    private final Map<String, Holder> byDigest = new ConcurrentHashMap<>();

    void know(KeySecret secret, Account account, ApiKey key) {
      byDigest.put(secret.digest(), new Holder(account, key));
    }

    @Override
    public Optional<Holder> findByDigest(String digest) {
      lookups.incrementAndGet();
      if (broken) {
        throw new IllegalStateException("the test's store is broken");
      }
      return Optional.ofNullable(byDigest.get(digest));
    }
  }
}
