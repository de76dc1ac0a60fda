package dev.inlet.account;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where accounts and their API keys are kept. Every call may block, and may fail with the store.
 */
public interface AccountStore {

  /** A key with the account it belongs to. */
  record Holder(Account account, ApiKey key) {}

  /** Stores a new account; false when its id is taken. */
  boolean create(Account account);

  /** All accounts, newest first. */
  Listing<Account> accounts(Window window);

  Optional<Account> account(String id);

  /** Inlet's own, whose ids begin with an underscore, as no customer's does. A few at most. */
  List<Account> ofInlet();

  /** Changes what an account is called and whether it is suspended; false when there is none. */
  boolean update(Account account);

  /**
   * Stores a new key under the digest of its secret; false when the account does not exist, or is
   * closed.
   */
  boolean create(ApiKey key, String digest);

  /** An account's keys, newest first, revoked and expired ones included. */
  Listing<ApiKey> keys(String accountId, Window window);

  /**
   * Keys that expire within a time and are not revoked, the first to expire first. One that was to
   * live for a week at most, such as the event tester's, surprises nobody and is left out.
   */
  List<Holder> expiring(Instant from, Instant until, int most);

  /** One of an account's keys. */
  Optional<ApiKey> key(String accountId, String keyId);

  /**
   * Changes what a key is called, what it may send, by which protocols, and when it expires; false
   * when its account has no such key.
   */
  boolean update(ApiKey key);

  /** Revokes a key, if it is not revoked yet; false when the account has no such key. */
  boolean revoke(String accountId, String keyId, Instant at);

  /** Finds a key by its digest. */
  Optional<Holder> findByDigest(String digest);

  /**
   * Notes when keys were last used; an earlier time than is known changes nothing, and keys that do
   * not exist any more are passed over.
   */
  void used(Map<String, Instant> lastUsed);
}
