package dev.inlet.account;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.AccountStore.Holder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells whose key a secret is, through a bounded cache.
 *
 * <p>A revocation, suspension or expiry takes effect within {@link #TIME_TO_LIVE} on every instance
 * that can ask the store, and within {@link KeyTrust} on one that cannot; an expiry at once. A
 * store that cannot be asked makes the answer fail otherwise; it is never taken for an unknown key.
 */
@Singleton
public final class Authenticator {
  /** How long a key is trusted without asking the store again. */
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(4);

  /** What the store says may be as old as the question, which it answers within this or fails. */
  private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(3);

  /** Known and unknown keys alike; a flood of made-up keys must not fill the memory. */
  private static final int CACHED_KEYS = 20_000;

  /** Held, because the JDK forgets the level of a logger that nobody holds. */
  private static final Logger CACHE_LOGGER =
      Logger.getLogger("com.github.benmanes.caffeine.cache.LocalAsyncCache");

  static {
    // It prints a stack trace for every lookup that fails; whoever asked is told anyway.
    CACHE_LOGGER.setLevel(Level.OFF);
  }

  /** Few, so that a flood of made-up keys leaves the database to those with real ones. */
  private static final int LOOKUPS = 4;

  private static final int WAITING_LOOKUPS = 2_000;

  private final InstantSource clock;
  private final ExecutorService lookups;
  private final Duration longestTrust;
  private final KeyLookup lookup;
  private final AsyncLoadingCache<String, Optional<Holder>> holders;

  Authenticator(AccountStore accounts, KeyTrust trust, InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.lookups =
        new ThreadPoolExecutor(
            LOOKUPS,
            LOOKUPS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_LOOKUPS),
            Thread.ofPlatform().name("key-lookup-", 0).daemon().factory());
    this.longestTrust = Collections.max(List.of(TIME_TO_LIVE, trust.withoutStore()));
    this.lookup =
        new KeyLookup(
            accounts,
            CACHED_KEYS,
            trust.withoutStore().minus(TIME_TO_LIVE).minus(LONGEST_LOOKUP),
            ticker,
            lookups,
            this::forgetAnswers);
    this.holders =
        Caffeine.newBuilder()
            .maximumSize(CACHED_KEYS)
            .expireAfterWrite(TIME_TO_LIVE)
            .ticker(ticker)
            .executor(lookups)
            .buildAsync((digest, executor) -> lookup.find(digest));
  }

  /** Looks a secret up; completes at once when it is cached, and fails when the store does. */
  public CompletionStage<Authentication> authenticate(KeySecret secret) {
    return holders.get(secret.digest()).thenApply(this::judge);
  }

  /** How long after a key was revoked calls may be taken with it, on whatever instance. */
  public Duration longestTrust() {
    return longestTrust;
  }

  /** Forgets what is cached on this instance, after an account or key was changed here. */
  public void forget() {
    lookup.forget();
    forgetAnswers();
  }

  private void forgetAnswers() {
    holders.synchronous().invalidateAll();
  }

  @PreDestroy
  void stop() {
    lookups.shutdown();
  }

  private Authentication judge(Optional<Holder> found) {
    if (found.isEmpty()) {
      return new Authentication.Unknown();
    }
    ApiKey key = found.get().key();
    if (key.revokedAt() != null) {
      return new Authentication.Revoked(key);
    }
    if (key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt())) {
      return new Authentication.Expired(key);
    }
    return found.get().account().suspended()
        ? new Authentication.Suspended(key)
        : new Authentication.Authentic(key);
  }
}
