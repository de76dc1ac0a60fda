package dev.inlet.access;

import dev.inlet.account.KeySecret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Checks API tokens, each time in the database: one that was revoked opens nothing from then on, on
 * any instance. May block.
 */
@Singleton
public final class TokenCheck {
  /** How exactly it is noted when one was used last. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final TokenStore store;
  private final InstantSource clock;

  TokenCheck(TokenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is to be said of a text that may be a token. */
  public sealed interface Result {
    /** It is one. */
    record Good(ApiToken token) implements Result {}

    /** It was one; the message says why it is none any more. */
    record Over(String message) implements Result {}

    /** It never was. */
    record Unknown() implements Result {}
  }

  /** Checks what was sent as a token. */
  public Result check(String sent) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<ApiToken> found =
        TokenSecret.isMeant(sent)
            ? store.findByDigest(new KeySecret(sent).digest())
            : Optional.empty();
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    ApiToken token = found.get();
    if (token.isOver(now)) {
      return new Result.Over(
          token.revokedAt() == null
              ? "API token expired: have another one issued"
              : "API token revoked: have another one issued");
    }
    if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(USE_NOTED_EVERY))) {
      store.used(token.id(), now);
    }
    return new Result.Good(token);
  }
}
