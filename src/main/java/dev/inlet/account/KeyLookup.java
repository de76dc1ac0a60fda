package dev.inlet.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.account.AccountStore.Holder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the store for keys. While it cannot be asked, keys go on being let in that were in force
 * when it was asked last, for a time. Nobody is refused by what was known then: all others fail.
 */
final class KeyLookup {
  private static final Logger LOG = Logger.getLogger(KeyLookup.class.getName());

  /** A database that is away is known to be so after seconds, and a call has no seconds to wait. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final AccountStore accounts;
  private final Cache<String, Holder> inForce;
  private final Executor lookups;

  /** What is to be done when the store answers again. */
  private final Runnable back;

  private final AtomicBoolean isAsked = new AtomicBoolean();
  private volatile boolean isAway;

  /**
   * @param trusted how long this may answer without the store
   */
  KeyLookup(
      AccountStore accounts,
      int size,
      Duration trusted,
      Ticker ticker,
      Executor lookups,
      Runnable back) {
    this.accounts = accounts;
    this.inForce =
        Caffeine.newBuilder()
            .maximumSize(trusted.isPositive() ? size : 0)
            .expireAfterWrite(trusted.isPositive() ? trusted : Duration.ZERO)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    this.lookups = lookups;
    this.back = back;
  }

  /** Whose key has this digest; fails when the store does and the key is not trusted without. */
  CompletableFuture<Optional<Holder>> find(String digest) {
    Holder last = inForce.getIfPresent(digest);
    if (last == null) {
      return asked(digest);
    }
    Optional<Holder> trusted = Optional.of(last);
    if (isAway) {
      askAside(digest);
      return CompletableFuture.completedFuture(trusted);
    }
    try {
      return asked(digest)
          .exceptionally(failure -> trusted)
          .completeOnTimeout(trusted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) { // A flood of made-up keys is in the way.
      return CompletableFuture.completedFuture(trusted);
    }
  }

  private CompletableFuture<Optional<Holder>> asked(String digest) {
    return CompletableFuture.supplyAsync(() -> ask(digest), lookups);
  }

  private Optional<Holder> ask(String digest) {
    Optional<Holder> found;
    try {
      found = accounts.findByDigest(digest);
    } catch (RuntimeException e) {
      isAway = true;
      throw e;
    }
    isAway = false;
    found
        .filter(KeyLookup::isInForce)
        .ifPresentOrElse(holder -> inForce.put(digest, holder), () -> inForce.invalidate(digest));
    return found;
  }

  private static boolean isInForce(Holder holder) {
    return holder.key().revokedAt() == null && !holder.account().suspended();
  }

  private void askAside(String digest) {
    if (!isAsked.compareAndSet(false, true)) {
      return;
    }
    try {
      lookups.execute(() -> askForAll(digest));
    } catch (RejectedExecutionException e) {
      isAsked.set(false);
    }
  }

  private void askForAll(String digest) {
    try {
      ask(digest);
      back.run();
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "The store cannot be asked for keys yet");
    } finally {
      isAsked.set(false);
    }
  }

  /** Trusts no key any more that the store was not asked for since. */
  void forget() {
    inForce.invalidateAll();
  }
}
