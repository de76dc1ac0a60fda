package dev.inlet.operate;

import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Authenticator;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all accounts: issues, changes, rotates and revokes them. What it does counts at once
 * here, and on other instances as soon as their {@link Authenticator} asks again. An {@link
 * OperationRefused} says what cannot be done.
 */
@Singleton
public final class KeyRing {
  /** How long a rotated key goes on working at most. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final Authenticator authenticator;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  KeyRing(
      AccountStore accounts,
      KnownAccounts known,
      Authenticator authenticator,
      InstantSource clock) {
    this.accounts = accounts;
    this.known = known;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  /** A new key, with the secret that nobody can find out again. */
  public record Issued(ApiKey key, KeySecret secret) {}

  /** What a key may do. */
  public record Terms(
      @Nullable String name,
      Set<CallType> permissions,
      Set<Sender> senders,
      @Nullable Instant expiresAt) {

    /** The terms a key has now. */
    public static Terms of(ApiKey key) {
      return new Terms(key.name(), key.permissions(), key.senders(), key.expiresAt());
    }

    /** The same terms with another end; null for none. */
    public Terms expiring(@Nullable Instant at) {
      return new Terms(name, permissions, senders, at);
    }

    /** The same terms for other types of call. */
    public Terms permitting(Set<CallType> others) {
      return new Terms(name, others, senders, expiresAt);
    }

    /** The same terms for other senders. */
    public Terms opening(Set<Sender> others) {
      return new Terms(name, permissions, others, expiresAt);
    }

    private void check() {
      KnownAccounts.checkedName(name);
      if (permissions.isEmpty()) {
        throw OperationRefused.wrong("Missing permissions: name at least one type of call");
      }
      if (senders.isEmpty()) {
        throw OperationRefused.wrong("Missing senders: name at least one, or leave them out");
      }
    }
  }

  /** One of an account's keys, which must exist. */
  public ApiKey get(String account, String id) {
    return accounts
        .key(account, id)
        .orElseThrow(
            () -> {
              known.require(account);
              return OperationRefused.missing("Account " + account + " has no key " + id);
            });
  }

  /** Issues a key that expires later, or never. */
  public Issued issue(String account, Terms terms) {
    return issue(account, newId(), terms);
  }

  /** An id for a key that is to be issued, by which whoever asks twice gets one. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Whether an account has a key of this id. */
  public boolean has(String account, String id) {
    return accounts.key(account, id).isPresent();
  }

  /**
   * Issues a key that expires later, or never.
   *
   * @param id one of {@link #newId}, which was given to nothing else
   */
  public Issued issue(String account, String id, Terms terms) {
    terms.check();
    Instant now = now();
    if (terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
      throw OperationRefused.wrong("expiresAt must be in the future");
    }
    KeySecret secret = KeySecret.random(random);
    ApiKey key = key(id, account, secret.prefix(), terms, now);
    if (!accounts.create(key, secret.digest())) {
      throw OperationRefused.noSuchAccount(account);
    }
    authenticator.forget();
    return new Issued(key, secret);
  }

  /** Changes a key's terms. An expiry in the past makes it expire now. */
  public ApiKey change(ApiKey key, Terms terms) {
    terms.check();
    ApiKey changed = key(key.id(), key.accountId(), key.prefix(), terms, key.createdAt());
    if (!accounts.update(changed)) {
      throw OperationRefused.missing("Account " + key.accountId() + " has no key " + key.id());
    }
    authenticator.forget();
    return get(key.accountId(), key.id());
  }

  /**
   * Issues a key on the same terms, and lets the old one expire after the overlap, if it does not
   * sooner. Should the second step fail, both go on working, and nobody is locked out.
   */
  public Issued rotate(ApiKey key, Duration overlap) {
    return rotate(key, newId(), overlap);
  }

  /**
   * Rotates a key.
   *
   * @param id one of {@link #newId}, for the new one
   */
  public Issued rotate(ApiKey key, String id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw OperationRefused.wrong("overlap must be from PT0S to " + LONGEST_OVERLAP);
    }
    Instant now = now();
    if (isOver(key, now)) {
      throw OperationRefused.taken("This key is revoked or expired: issue a new one");
    }
    Terms terms = Terms.of(key);
    Issued issued = issue(key.accountId(), id, terms);
    Instant end = now.plus(overlap);
    if (key.expiresAt() == null || end.isBefore(key.expiresAt())) {
      change(key, terms.expiring(end));
    }
    return issued;
  }

  /** Whether a key opens nothing any more. */
  public static boolean isOver(ApiKey key, Instant now) {
    return key.revokedAt() != null || key.expiresAt() != null && !key.expiresAt().isAfter(now);
  }

  /** Revokes a key for good. */
  public void revoke(String account, String id) {
    if (!accounts.revoke(account, id, now())) {
      known.require(account);
      throw OperationRefused.missing("Account " + account + " has no key " + id);
    }
    authenticator.forget();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ApiKey key(
      String id, String account, String prefix, Terms terms, Instant createdAt) {
    return new ApiKey(
        id,
        account,
        String.valueOf(terms.name()),
        prefix,
        terms.permissions(),
        terms.senders(),
        createdAt,
        terms.expiresAt(),
        null,
        null);
  }
}
