package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.AccountStore.Holder;
import dev.inlet.call.CallType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyLookupTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TRUSTED = Duration.ofSeconds(56);
  private static final String DIGEST = "digest";

  private final Keys accounts = new Keys();
  private final Queue<Runnable> aside = new ArrayDeque<>();
  private long nanos;
  private int back;
  private boolean isHeld;
  private boolean isFull;
  private final KeyLookup lookup = lookup(TRUSTED);

  private KeyLookup lookup(Duration trusted) {
    return new KeyLookup(accounts, 10, trusted, () -> nanos, this::take, () -> back++);
  }

  /** Lookups that somebody waits for are made at once, the others when the test says so. */
  private void take(Runnable task) {
    if (isFull) {
      throw new RejectedExecutionException();
    }
    if (isHeld || !(task instanceof CompletableFuture.AsynchronousCompletionTask)) {
      aside.add(task);
    } else {
      task.run();
    }
  }

  private Optional<Holder> find() {
    return find(lookup);
  }

  private static Optional<Holder> find(KeyLookup lookup) {
    return lookup.find(DIGEST).orTimeout(5, TimeUnit.SECONDS).join();
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
  }

  private static Holder holder(boolean suspended, @Nullable Instant revokedAt) {
    return new Holder(
        new Account("acme", "Acme", suspended, NOON),
        new ApiKey(
            "k1",
            "acme",
            "test",
            "a sec",
            Set.of(CallType.IDENTIFY),
            Set.of(Sender.DESTINATION),
            NOON,
            null,
            revokedAt,
            null));
  }

  private Holder inForce() {
    Holder holder = holder(false, null);
    accounts.known.put(DIGEST, holder);
    assertEquals(Optional.of(holder), find());
    return holder;
  }

  private void fails() {
    assertThrows(CompletionException.class, this::find);
  }

  private void runAside() {
    while (!aside.isEmpty()) {
      aside.remove().run();
    }
  }

  @Test
  void keyInForceIsLetInForItsTimeAndNotLonger() {
    Holder holder = inForce();
    accounts.isAway = true;
    assertEquals(Optional.of(holder), find());
    passes(TRUSTED.minusNanos(1));
    assertEquals(Optional.of(holder), find());
    runAside();
    passes(Duration.ofNanos(1));
    fails();
  }

  @Test
  void timeBeginsWhenTheStoreWasAskedLast() {
    Holder holder = inForce();
    passes(TRUSTED.minusSeconds(1));
    assertEquals(Optional.of(holder), find());
    accounts.isAway = true;
    passes(TRUSTED.minusSeconds(1));
    assertEquals(Optional.of(holder), find());
    passes(Duration.ofSeconds(1));
    fails();
  }

  @Test
  void nobodyIsRefusedByWhatWasSoBefore() {
    assertEquals(Optional.empty(), find());
    accounts.isAway = true;
    fails();
    for (Holder not : new Holder[] {holder(true, null), holder(false, NOON)}) {
      accounts.isAway = false;
      accounts.known.put(DIGEST, not);
      assertEquals(Optional.of(not), find());
      accounts.isAway = true;
      fails();
    }
  }

  @Test
  void keyThatWasSeenRevokedIsNotLetInAgain() {
    inForce();
    accounts.known.put(DIGEST, holder(false, NOON));
    find();
    accounts.isAway = true;
    fails();
  }

  @Test
  void keyThatWasForgottenIsNotLetIn() {
    inForce();
    lookup.forget();
    accounts.isAway = true;
    fails();
  }

  @Test
  void storeThatIsAwayIsAskedAsideByOneAtATime() {
    inForce();
    accounts.isAway = true;
    find();
    int asked = accounts.asked;
    find();
    find();
    assertEquals(asked, accounts.asked, "nobody waits for it");
    assertEquals(1, aside.size());
    runAside();
    assertEquals(asked + 1, accounts.asked);
    find();
    assertEquals(1, aside.size());
    assertEquals(0, back);
  }

  @Test
  void whatTheStoreSaysCountsOnceItIsBack() {
    inForce();
    accounts.isAway = true;
    find();
    accounts.isAway = false;
    Holder revoked = holder(false, NOON);
    accounts.known.put(DIGEST, revoked);
    find();
    runAside();
    assertEquals(1, back);
    assertEquals(Optional.of(revoked), find());
    assertTrue(aside.isEmpty(), "it is asked as usual");
  }

  @Test
  void attemptThatNobodyTakesIsMadeLater() {
    inForce();
    accounts.isAway = true;
    find();
    isFull = true;
    find();
    assertTrue(aside.isEmpty());
    isFull = false;
    find();
    assertEquals(1, aside.size());
  }

  @Test
  void keyInForceIsLetInWhenTooManyWaitForTheStore() {
    Holder holder = inForce();
    isFull = true;
    assertEquals(Optional.of(holder), find());
    lookup.forget();
    assertThrows(RejectedExecutionException.class, this::find);
  }

  @Test
  void storeThatDoesNotAnswerInTimeIsNotWaitedFor() {
    Holder holder = inForce();
    isHeld = true;
    assertEquals(Optional.of(holder), find());
    accounts.known.put(DIGEST, holder(false, NOON));
    isHeld = false;
    runAside();
    accounts.isAway = true;
    fails();
  }

  @Test
  void withoutTrustAStoreThatIsAwayFailsAtOnce() {
    KeyLookup strict = lookup(KeyTrust.NONE.withoutStore().minus(Authenticator.TIME_TO_LIVE));
    accounts.known.put(DIGEST, holder(false, null));
    find(strict);
    accounts.isAway = true;
    assertThrows(CompletionException.class, () -> find(strict));
    assertThrows(CompletionException.class, () -> find(strict));
  }

  /** Finds keys by their digests, and does nothing else. */
  private static final class Keys extends UnusedAccountStore {
    final Map<String, Holder> known = new HashMap<>();
    boolean isAway;
    int asked;

    @Override
    public Optional<Holder> findByDigest(String digest) {
      asked++;
      if (isAway) {
        throw new IllegalStateException("the test's store is away");
      }
      return Optional.ofNullable(known.get(digest));
    }
  }
}
