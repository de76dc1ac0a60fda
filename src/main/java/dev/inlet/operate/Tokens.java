package dev.inlet.operate;

import dev.inlet.access.ApiToken;
import dev.inlet.access.Role;
import dev.inlet.access.TokenSecret;
import dev.inlet.access.TokenStore;
import dev.inlet.account.KeySecret;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.audit.WhoActs;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API tokens there are; an {@link OperationRefused} says what cannot be done with them. */
@Singleton
public final class Tokens {
  private final TokenStore store;
  private final AuditLog audit;
  private final WhoActs who;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Tokens(TokenStore store, AuditLog audit, WhoActs who, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.who = who;
    this.clock = clock;
  }

  /** A new token, with the secret that nobody can find out again. */
  public record Issued(ApiToken token, KeySecret secret) {}

  /** All of them, the newest first. */
  public Listing<ApiToken> list(Window window) {
    return store.list(window);
  }

  /** One of them, which must exist. */
  public ApiToken get(String id) {
    return store
        .find(id)
        .orElseThrow(() -> OperationRefused.missing("There is no API token " + id));
  }

  /** An id for a token that is to be issued, by which whoever asks twice gets one. */
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Whether there is one of this id. */
  public boolean has(String id) {
    return store.find(id).isPresent();
  }

  /**
   * Issues one.
   *
   * @param id one of {@link #newId}, which was given to nothing else
   * @param role its name
   * @param expiresAt null for never
   */
  public Issued issue(
      String id, @Nullable String name, @Nullable String role, @Nullable Instant expiresAt) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw OperationRefused.wrong("expiresAt must be in the future");
    }
    KeySecret secret = TokenSecret.random(random);
    var token =
        new ApiToken(
            id,
            KnownAccounts.checkedName(name),
            role(role),
            TokenSecret.prefix(secret),
            who.now().name(),
            now,
            expiresAt,
            null,
            null);
    return audit.noting(
        () -> {
          store.create(token, secret.digest());
          return new Issued(token, secret);
        },
        issued ->
            deed(token, Action.TOKEN_ISSUED)
                .with("role", token.role().wireName())
                .with("expiresAt", expiresAt == null ? null : expiresAt.toString()));
  }

  /** The role of that name, which must exist. */
  static Role role(@Nullable String name) {
    return Role.named(String.valueOf(name))
        .orElseThrow(() -> OperationRefused.wrong("role must be look, support or admin"));
  }

  private static Deed deed(ApiToken token, Action action) {
    return Deed.of(action, token.id()).with("name", token.name());
  }

  /** Revokes one for good, at once and on all instances. */
  public void revoke(String id) {
    ApiToken token = get(id);
    audit.noting(
        () -> {
          store.revoke(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
          return token;
        },
        revoked -> deed(revoked, Action.TOKEN_REVOKED));
  }
}
