package dev.inlet.operate;

import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Authenticator;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.call.CallType;
import dev.inlet.erase.closing.ClosingStore;
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
  private final ClosingStore closings;
  private final Authenticator authenticator;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  KeyRing(
      AccountStore accounts,
      KnownAccounts known,
      ClosingStore closings,
      Authenticator authenticator,
      AuditLog audit,
      InstantSource clock) {
    this.audit = audit;
    this.accounts = accounts;
    this.known = known;
    this.closings = closings;
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
    Issued issued =
        audit.noting(
            () -> add(account, id, terms), one -> deed(one.key(), Action.KEY_ISSUED, one.key()));
    authenticator.forget();
    return issued;
  }

  private Issued add(String account, String id, Terms terms) {
    terms.check();
    Instant now = now();
    if (terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
      throw OperationRefused.wrong("expiresAt must be in the future");
    }
    if (closings.lockIsClosed(account)) {
      throw OperationRefused.taken(
          "Account " + account + " is closed: reopen it before you issue a key");
    }
    KeySecret secret = KeySecret.random(random);
    ApiKey key = key(id, account, secret.prefix(), terms, now);
    if (!accounts.create(key, secret.digest())) {
      throw OperationRefused.noSuchAccount(account);
    }
    return new Issued(key, secret);
  }

  /** What was done to a key, and what it may do from then on. */
  private static Deed deed(ApiKey key, Action action, ApiKey terms) {
    Deed deed =
        Deed.in(key.accountId(), action, key.id())
            .with("name", terms.name())
            .with("permissions", terms.permissions().stream().map(CallType::wireName).toList())
            .with("senders", terms.senders().stream().map(Sender::wireName).toList());
    return terms.expiresAt() == null ? deed : deed.with("expiresAt", terms.expiresAt().toString());
  }

  /** Changes a key's terms. An expiry in the past makes it expire now. */
  public ApiKey change(ApiKey key, Terms terms) {
    ApiKey changed =
        audit.noting(() -> update(key, terms), one -> deed(key, Action.KEY_CHANGED, one));
    authenticator.forget();
    return changed;
  }

  private ApiKey update(ApiKey key, Terms terms) {
    terms.check();
    ApiKey changed = key(key.id(), key.accountId(), key.prefix(), terms, key.createdAt());
    if (!accounts.update(changed)) {
      throw OperationRefused.missing("Account " + key.accountId() + " has no key " + key.id());
    }
    return get(key.accountId(), key.id());
  }

  /**
   * Issues a key on the same terms, and lets the old one expire after the overlap, if it does not
   * sooner. Should one of the two fail, nothing is changed.
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
    Instant end = now.plus(overlap);
    Instant ends = key.expiresAt() == null || end.isBefore(key.expiresAt()) ? end : key.expiresAt();
    Issued issued =
        audit.noting(
            () -> {
              Issued added = add(key.accountId(), id, Terms.of(key));
              update(key, Terms.of(key).expiring(ends));
              return added;
            },
            added ->
                Deed.in(key.accountId(), Action.KEY_ROTATED, key.id())
                    .with("name", key.name())
                    .with("replacedBy", added.key().id())
                    .with("expiresAt", ends.toString()));
    authenticator.forget();
    return issued;
  }

  /** Whether a key opens nothing any more. */
  public static boolean isOver(ApiKey key, Instant now) {
    return key.revokedAt() != null || key.expiresAt() != null && !key.expiresAt().isAfter(now);
  }

  /** Revokes a key for good. */
  public void revoke(String account, String id) {
    ApiKey key = get(account, id);
    audit.noting(
        () -> accounts.revoke(account, id, now()),
        done -> Deed.in(account, Action.KEY_REVOKED, id).with("name", key.name()));
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
