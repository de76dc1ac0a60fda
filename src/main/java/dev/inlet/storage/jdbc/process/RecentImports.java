package dev.inlet.storage.jdbc.process;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Into which accounts something was imported lately, as it was a second ago at most, so that live
 * calls need not ask each time. Safe for use by several threads.
 */
@Singleton
public final class RecentImports {
  /** How old what is told may be. */
  public static final Duration AGE = Duration.ofSeconds(1);

  /** Longer than messages are remembered that come again; an import may go on for an hour more. */
  private static final Duration LATELY = JdbcSeenMessages.KEEP.plusDays(1);

  private final Database database;
  private final InstantSource clock;
  private final Ticker ticker;
  private Set<String> accounts = Set.of();
  private long readAt;
  private boolean isRead;

  RecentImports(Database database, InstantSource clock, Ticker ticker) {
    this.database = database;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Those accounts. */
  synchronized Set<String> accounts() {
    long now = ticker.read();
    if (!isRead || now - readAt > AGE.toNanos()) {
      accounts =
          database.read(
              connection ->
                  new HashSet<>(
                      Database.list(
                          connection,
                          "SELECT account_id FROM imported_account WHERE begun_at > ?",
                          row -> row.getString(1),
                          clock.instant().minus(LATELY))));
      readAt = now;
      isRead = true;
    }
    return accounts;
  }

  /** There may be more by now. */
  public synchronized void forget() {
    isRead = false;
  }
}
