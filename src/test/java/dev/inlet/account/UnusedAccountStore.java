package dev.inlet.account;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts of which nothing may be asked but what a test's own has an answer to. */
public abstract class UnusedAccountStore implements AccountStore {
  @Override
  public List<Account> ofInlet() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean create(Account account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing<Account> accounts(Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Account> account(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean update(Account account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ApiKey> key(String accountId, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean update(ApiKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean create(ApiKey key, String digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing<ApiKey> keys(String accountId, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Holder> expiring(Instant from, Instant until, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean revoke(String accountId, String keyId, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void used(Map<String, Instant> lastUsed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Holder> findByDigest(String digest) {
    throw new UnsupportedOperationException();
  }
}
