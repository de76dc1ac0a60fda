package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.account.AccountStore.Holder;
import dev.inlet.call.CallType;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class AccountStoreIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @Parameter DatabaseKind kind;
  @Given private Stores stores;
  private AccountStore accounts;
  private String account;

  @BeforeEach
  void newAccount() {
    accounts = stores.accounts();
    account = stores.newAccount();
  }

  @Test
  void anAccountIsCreatedOnceAndComesBackExactly() {
    var acme = new Account(account + "-acme", "Äcme \"Inc\"", false, NOON);
    assertTrue(accounts.create(acme));
    assertFalse(accounts.create(new Account(acme.id(), "Another", true, NOON)));
    assertEquals(Optional.of(acme), accounts.account(acme.id()));
    assertEquals(Optional.empty(), accounts.account("nobody"));
  }

  @Test
  void anAccountIsRenamedAndSuspended() {
    Account before = accounts.account(account).orElseThrow();
    assertTrue(accounts.update(new Account(account, "New", true, NOON)));
    assertEquals(
        Optional.of(new Account(account, "New", true, before.createdAt())),
        accounts.account(account));
    assertFalse(accounts.update(new Account("nobody", "New", true, NOON)));
  }

  @Test
  void accountsAreListedNewestFirstPageByPage() {
    List<String> newest = List.of(stores.newAccount(), stores.newAccount(), stores.newAccount());
    Listing<Account> first = accounts.accounts(Window.newest(2));
    Listing<Account> second = accounts.accounts(new Window(first.next(), 1));
    assertEquals(
        newest.reversed(),
        List.of(first.items().get(0).id(), first.items().get(1).id(), second.items().get(0).id()));
  }

  @Test
  void aKeyIsFoundByItsDigestWithItsAccount() {
    ApiKey key = key("k1");
    assertTrue(accounts.create(key, digest("k1")));
    assertEquals(
        Optional.of(new Holder(accounts.account(account).orElseThrow(), key)),
        accounts.findByDigest(digest("k1")));
    assertEquals(Optional.empty(), accounts.findByDigest(digest("unknown")));
  }

  @Test
  void aKeyMayExpireAndBeForSomeCallsAndSendersOnly() {
    var key =
        new ApiKey(
            account + "-k",
            account,
            "Narrow",
            "inlet_abc",
            EnumSet.of(CallType.GROUP, CallType.IDENTIFY),
            EnumSet.of(Sender.TRACKING, Sender.JITSU),
            NOON,
            NOON.plusSeconds(60),
            null,
            null);
    accounts.create(key, digest("narrow"));
    assertEquals(key, accounts.findByDigest(digest("narrow")).orElseThrow().key());
  }

  @Test
  void aKeyNeedsAnAccountAndADigestOfItsOwn() {
    var homeless =
        new ApiKey(
            "homeless",
            "nobody",
            "Homeless",
            "inlet_",
            Set.of(CallType.TRACK),
            Set.of(Sender.DESTINATION),
            NOON,
            null,
            null,
            null);
    assertFalse(accounts.create(homeless, digest("homeless")));
    accounts.create(key("k1"), digest("k1"));
    assertThrows(RuntimeException.class, () -> accounts.create(key("k2"), digest("k1")));
  }

  @Test
  void keysAreListedNewestFirstPageByPage() {
    for (int i = 0; i < 5; i++) {
      accounts.create(key("k" + i), digest("k" + i));
    }
    Listing<ApiKey> first = accounts.keys(account, Window.newest(3));
    Listing<ApiKey> second = accounts.keys(account, new Window(first.next(), 3));
    assertEquals(List.of("k4", "k3", "k2"), names(first));
    assertEquals(List.of("k1", "k0"), names(second));
    assertEquals(null, second.next());
    assertEquals(List.of(), accounts.keys(stores.newAccount(), Window.newest(3)).items());
  }

  @Test
  void aRevokedKeyStaysListedAndKeepsTheFirstTime() {
    accounts.create(key("k"), digest("k"));
    assertTrue(accounts.revoke(account, account + "-k", NOON.plusSeconds(1)));
    assertTrue(accounts.revoke(account, account + "-k", NOON.plusSeconds(2)));
    ApiKey revoked = accounts.keys(account, Window.newest(1)).items().getFirst();
    assertEquals(NOON.plusSeconds(1), revoked.revokedAt());
    assertEquals(revoked, accounts.findByDigest(digest("k")).orElseThrow().key());
  }

  @Test
  void anotherAccountsKeyCannotBeRevoked() {
    accounts.create(key("k"), digest("k"));
    assertFalse(accounts.revoke(stores.newAccount(), account + "-k", NOON));
    assertFalse(accounts.revoke(account, "unknown", NOON));
    assertEquals(null, accounts.findByDigest(digest("k")).orElseThrow().key().revokedAt());
  }

  @Test
  void theLastUseOfAKeyIsNotedAndUnknownKeysArePassedOver() {
    accounts.create(key("k"), digest("k"));
    accounts.used(Map.of(account + "-k", NOON.plusSeconds(9), "unknown", NOON));
    assertEquals(
        NOON.plusSeconds(9), accounts.findByDigest(digest("k")).orElseThrow().key().lastUsedAt());
  }

  private ApiKey key(String name) {
    return new ApiKey(
        account + "-" + name,
        account,
        name,
        "inlet_" + name,
        EnumSet.allOf(CallType.class),
        EnumSet.allOf(Sender.class),
        NOON,
        null,
        null,
        null);
  }

  private String digest(String name) {
    return new KeySecret(account + name).digest();
  }

  private static List<String> names(Listing<ApiKey> keys) {
    return keys.items().stream().map(ApiKey::name).toList();
  }
}
