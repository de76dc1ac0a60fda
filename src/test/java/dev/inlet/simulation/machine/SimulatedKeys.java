package dev.inlet.simulation.machine;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Accounts' keys, of which the core only tells that they were used. */
public final class SimulatedKeys implements AccountStore {
  private final Surroundings surroundings;

  /** Any. */
  public SimulatedKeys(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void used(Map<String, Instant> lastUsed) {
    SimulatedProgress.statement(surroundings);
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
  public boolean create(ApiKey key, String digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing<ApiKey> keys(String accountId, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ApiKey> key(String accountId, String keyId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean update(ApiKey key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean revoke(String accountId, String keyId, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Holder> findByDigest(String digest) {
    throw new UnsupportedOperationException();
  }
}
