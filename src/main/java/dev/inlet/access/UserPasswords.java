package dev.inlet.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.access.UserStore.Stored;
import dev.inlet.codec.Sha256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the passwords of users, each time against the database: whoever was disabled, or has
 * another password, is kept out from then on, on any instance. May block.
 *
 * <p>That a password was right is remembered for {@link #REMEMBERED}, since a program sends it with
 * each request, and checking takes a tenth of a second of a processor.
 */
@Singleton
public class UserPasswords {
  static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 1_000;
  private static final int SECRET_BYTES = 32;

  private final UserStore store;
  private final int rounds;
  private final SecureRandom random = new SecureRandom();
  private final byte[] secret = new byte[SECRET_BYTES];
  private final Cache<String, Boolean> right;

  /** What a name that nobody has is compared with, so that time does not tell there is none. */
  private final String nobody;

  @Inject
  UserPasswords(UserStore store, Ticker ticker) {
    this(store, ticker, PasswordHash.ROUNDS);
  }

  /** Hashes with another number of rounds. */
  UserPasswords(UserStore store, Ticker ticker, int rounds) {
    this.store = store;
    this.rounds = rounds;
    random.nextBytes(secret);
    this.nobody = PasswordHash.ofNobody(rounds, random);
    this.right =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** What is kept of a new password. */
  public String hash(String password) {
    return PasswordHash.of(password, rounds, random);
  }

  /** What a user may do whose password that is; null when it is wrong, or they are disabled. */
  @Nullable Role roleOf(String name, String password) {
    // No name holds U+0000, and PostgreSQL cannot even be asked for it.
    Optional<Stored> found = name.indexOf('\0') < 0 ? store.find(name) : Optional.empty();
    String hash = found.map(Stored::passwordHash).filter(PasswordHash::isPassword).orElse(nobody);
    boolean isRight = isRight(password, hash);
    return found
        .map(Stored::user)
        .filter(user -> isRight && !user.isDisabled())
        .map(User::role)
        .orElse(null);
  }

  private boolean isRight(String password, String hash) {
    String key =
        Sha256.hex(
            secret,
            hash.getBytes(StandardCharsets.UTF_8),
            password.getBytes(StandardCharsets.UTF_8));
    if (right.getIfPresent(key) != null) {
      return true;
    }
    boolean isRight = PasswordHash.matches(password, hash);
    if (isRight) {
      right.put(key, true);
    }
    return isRight;
  }
}
