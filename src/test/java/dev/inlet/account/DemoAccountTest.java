package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class DemoAccountTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String DIGEST = new KeySecret(DemoAccount.KEY).digest();

  private final Accounts accounts = new Accounts();
  private final DemoAccount demo = new DemoAccount(accounts, () -> NOON);

  @Test
  void itIsMadeOnce() {
    demo.create(null);
    demo.create(null);
    assertEquals(1, accounts.created);
    assertEquals(DemoAccount.ACCOUNT, accounts.keys.get(DIGEST).accountId());
  }

  @Test
  void instanceThatStartsBesideItMayComeFirst() {
    accounts.isBeaten = true;
    demo.create(null);
    assertEquals(1, accounts.keys.size());
  }

  @Test
  void keyThatTakesNoCallsIsNotSaidToTakeThem() {
    assertEquals("", problem(null, null, false));
    assertEquals("", problem(NOON.plusSeconds(1), null, false));
    assertTrue(problem(null, NOON, false).startsWith("was revoked, as by a start outside of"));
    assertTrue(problem(NOON, null, false).startsWith("has expired"));
    assertTrue(problem(null, null, true).startsWith("is of an account that is suspended"));
  }

  private String problem(Instant expiresAt, Instant revokedAt, boolean isSuspended) {
    var key =
        new ApiKey(
            DemoAccount.KEY_ID,
            DemoAccount.ACCOUNT,
            "key",
            "segm",
            Set.of(),
            Set.of(),
            NOON,
            expiresAt,
            revokedAt,
            null);
    var account = new Account(DemoAccount.ACCOUNT, "Demo", isSuspended, NOON);
    return demo.problem(new AccountStore.Holder(account, key));
  }

  @Test
  void failureIsTold() {
    accounts.isAway = true;
    assertThrows(IllegalStateException.class, () -> demo.create(null));
  }

  /** Keeps keys by their digests. */
  private static final class Accounts extends UnusedAccountStore {
    final Map<String, ApiKey> keys = new HashMap<>();
    boolean isBeaten;
    boolean isAway;
    int created;

    @Override
    public boolean create(Account account) {
      created++;
      return true;
    }

    @Override
    public boolean create(ApiKey key, String digest) {
      if (isAway) {
        throw new IllegalStateException("the test's store is away");
      }
      keys.put(digest, key);
      if (isBeaten) {
        throw new IllegalStateException("the key is there");
      }
      return true;
    }

    @Override
    public Optional<Holder> findByDigest(String digest) {
      return Optional.ofNullable(keys.get(digest))
          .map(key -> new Holder(new Account(key.accountId(), "Demo", false, NOON), key));
    }
  }
}
