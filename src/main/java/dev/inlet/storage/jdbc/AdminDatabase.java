package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.fault.TooMuch;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The contacts' database for administrators, and for what is done behind their requests: on a few
 * connections of its own, so that what takes them long takes no connection from calls, and with
 * more time for each statement than a call has. The database ends a statement whose time is over,
 * so that no lock is held for somebody who has gone.
 *
 * <p>Each piece of work is a transaction of its own, whatever the thread is in already. Failures
 * are {@link TooMuch} when time was over or somebody else was in the way, and {@link JdbcFailure}s
 * otherwise.
 */
@Singleton
public final class AdminDatabase {
  /** How long one statement may take. */
  static final Duration DEADLINE = Duration.ofSeconds(20);

  /** How long one may wait for what others have locked. */
  static final Duration LOCK_DEADLINE = Duration.ofSeconds(5);

  /** The state of a statement that was ended, on both databases. */
  private static final String ENDED = "57014";

  /** The states of one that has waited for too long, on PostgreSQL and on H2. */
  private static final Set<String> LOCKED_OUT = Set.of("55P03", "HYT00");

  /** As many administrators as are asking at a time. */
  private static final int READERS = 4;

  /** One more for erasures, which nobody who asks for much shall hold up. */
  static final int CONNECTIONS = READERS + 1;

  /** How long one who asks waits for others who do. */
  private static final Duration TURN_WITHIN = Duration.ofSeconds(2);

  private final HikariDataSource dataSource;
  private final boolean isH2;
  private final Semaphore readers = new Semaphore(READERS, true);

  AdminDatabase(ContactsDatabase contacts) {
    this.dataSource = contacts.administration();
    this.isH2 = contacts.file() != null;
  }

  /** Reads what an administrator asks for, in one transaction. */
  public <T extends @Nullable Object> T read(Database.Work<T> work) {
    try {
      if (!readers.tryAcquire(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooMuch("Too much is asked for at the same time: try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooMuch("The request was given up: try again", e);
    }
    try {
      return work(work);
    } finally {
      readers.release();
    }
  }

  /** Does what belongs to an erasure, in one transaction. */
  public <T extends @Nullable Object> T work(Database.Work<T> work) {
    // What was not committed is rolled back when the pool gets the connection back.
    try (Connection connection = dataSource.getConnection()) {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Forces what is committed to the disk. PostgreSQL has done so before the commit returned. */
  public void force() {
    if (isH2) {
      work(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("CHECKPOINT SYNC");
            }
          });
    }
  }

  /** What a failure is to an administrator. */
  public static RuntimeException failure(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.equals(ENDED)) {
      return new TooMuch(
          "This takes longer than %d s: ask for less, by a lower limit or a narrower search, or later"
              .formatted(DEADLINE.toSeconds()),
          failure);
    }
    return LOCKED_OUT.contains(state)
        ? new TooMuch("Other work on the database is in the way: try again in a moment", failure)
        : JdbcFailure.of(failure);
  }
}
