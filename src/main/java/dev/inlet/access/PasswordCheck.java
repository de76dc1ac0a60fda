package dev.inlet.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.access.PasswordCheck.Result.Right;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Checks what somebody sends as a password, by whatever face, and slows down who guesses: the admin
 * password, whose name is {@code admin} or left out, and that of each user.
 *
 * <p>A client may be wrong {@value #AT_ONCE} times at once, then once every six seconds; meanwhile
 * nothing that it sends is looked at, so not even the right password tells that it is right. No
 * other client waits for that. Sending the same wrong password again is no further guess: a program
 * that was not told of a new password locks nobody out.
 *
 * <p>A client is an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one of
 * those has them all. Behind a proxy all are one client. It counts for this instance, and for
 * {@value #REMEMBERED} clients at a time.
 */
@Singleton
public final class PasswordCheck {
  /** How many wrong passwords cost nothing. */
  public static final int AT_ONCE = 10;

  /** How long each one after those has to wait. */
  static final Duration PAUSE = Duration.ofSeconds(6);

  static final int REMEMBERED = 20_000;

  private static final int NETWORK_BYTES = 8;

  /** What is to be said of a password. */
  public sealed interface Result {
    /** It is that of a user, who may do this. */
    record Right(String name, Role role) implements Result {}

    /** It is not. */
    record Wrong() implements Result {}

    /**
     * It was not looked at.
     *
     * @param pause how long the client has to wait before another is; never zero
     */
    record Wait(Duration pause) implements Result {

      /** The whole seconds after which the pause is over. */
      public long seconds() {
        return pause.plusSeconds(1).minusNanos(1).toSeconds();
      }
    }
  }

  private final AdminPassword password;
  private final UserPasswords users;
  private final Ticker ticker;
  private final Cache<String, Guesses> clients;

  /**
   * @param ticker elapsed time, since a clock that is set back would lock everybody out
   */
  PasswordCheck(AdminPassword password, UserPasswords users, Ticker ticker) {
    this.password = password;
    this.users = users;
    this.ticker = ticker;
    this.clients =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            // By then all are forgiven.
            .expireAfterAccess(PAUSE.multipliedBy(AT_ONCE))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Checks a name and a password that came from an address. May block. */
  public Result check(String name, String sent, InetAddress address) {
    return clients.get(client(address), any -> new Guesses(ticker.read())).check(name, sent);
  }

  /** What opens what the password should; null when it is wrong. */
  private @Nullable Right right(String name, String sent) {
    if (name.isEmpty() || name.equals(Principal.ADMIN)) {
      return password.is(sent) ? new Right(Principal.ADMIN, Role.ADMIN) : null;
    }
    Role role = users.roleOf(name, sent);
    return role == null ? null : new Right(name, role);
  }

  /** Whether it is remembered what came from an address. */
  boolean isKnown(InetAddress address) {
    return clients.getIfPresent(client(address)) != null;
  }

  private static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }

  /** What one client has guessed. */
  private final class Guesses {
    /** When the last one is forgiven, by the ticker; each one moves it by a pause. */
    private long forgiven;

    /** The latest, as digests that tell nobody what was sent. */
    private final Deque<String> wrong = new ArrayDeque<>(AT_ONCE);

    Guesses(long now) {
      this.forgiven = now;
    }

    synchronized Result check(String name, String sent) {
      long now = ticker.read();
      Duration debt = Duration.ofNanos(Math.max(0, forgiven - now));
      Duration pause = debt.minus(PAUSE.multipliedBy(AT_ONCE - 1L));
      if (pause.isPositive()) {
        return new Result.Wait(pause);
      }
      Right right = right(name, sent);
      if (right != null) {
        return right;
      }
      String digest = password.seal(name + '\n' + sent);
      if (!wrong.contains(digest)) {
        forgiven = now + debt.plus(PAUSE).toNanos();
        remember(digest);
      }
      return new Result.Wrong();
    }

    private void remember(String digest) {
      if (wrong.size() == AT_ONCE) {
        wrong.removeFirst();
      }
      wrong.addLast(digest);
    }
  }
}
