package dev.inlet.operate;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.chore.Chore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The account that tests are sent to unless somebody chooses another: made when it is needed, one
 * for each day, under an id that no customer can have. After a day, or when somebody asks for it,
 * it is closed, and everything of it erased soon after; the next test gets a fresh one.
 */
@Singleton
public final class Sandbox implements Chore {
  /** What the ids of all of them begin with. */
  public static final String PREFIX = "_sandbox-";

  static final Duration KEPT_FOR = Duration.ofDays(1);

  /** As long as a call may take to arrive, and a little more. */
  static final Duration ERASED_AFTER = Duration.ofMinutes(10);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** So often it can be cleaned in a day; afterwards the last one is gone on with. */
  private static final int MOST = 100;

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final Closings closings;
  private final InstantSource clock;
  private Instant nextLook = Instant.MIN;

  Sandbox(AccountStore accounts, KnownAccounts known, Closings closings, InstantSource clock) {
    this.accounts = accounts;
    this.known = known;
    this.closings = closings;
    this.clock = clock;
  }

  /** Whether an account is one of these. */
  public static boolean is(String accountId) {
    return accountId.startsWith(PREFIX);
  }

  /** The one to send to now, made when there is none. */
  public Account open() {
    String today = PREFIX + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int number = 1; number <= MOST; number++) {
      String id = number == 1 ? today : today + "-" + number;
      Optional<Account> found = accounts.account(id);
      if (found.isEmpty()) {
        return known.createOwn(id, "Sandbox of " + id.substring(PREFIX.length()));
      }
      if (closings.current(id).isEmpty()) {
        return found.get();
      }
    }
    throw OperationRefused.taken("The sandbox was cleaned too often today: try again tomorrow");
  }

  /** Closes those that are open; what is in them is erased soon. Tells how many that were. */
  public int clean() {
    return cleanOf(Instant.MAX);
  }

  /** Closes those that are open and were made before a time; tells how many that were. */
  int cleanOf(Instant madeBefore) {
    List<Account> due =
        accounts.ofInlet().stream()
            .filter(account -> is(account.id()) && account.createdAt().isBefore(madeBefore))
            .filter(account -> closings.current(account.id()).isEmpty())
            .toList();
    due.forEach(account -> closings.close(account.id(), ERASED_AFTER));
    return due.size();
  }

  /** Closes those that are old enough; now and then. */
  @Override
  public boolean step() {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return false;
    }
    nextLook = now.plus(LOOK_AGAIN);
    cleanOf(now.minus(KEPT_FOR));
    return false;
  }
}
