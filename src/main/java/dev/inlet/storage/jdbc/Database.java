package dev.inlet.storage.jdbc;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements in transactions. Work inside a transaction of the same thread joins it.
 *
 * <p>Failures are {@link JdbcFailure}s.
 */
@Singleton
public final class Database {

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads the row that the result is at, and does not move on. */
    public T read(ResultSet row) throws SQLException;
  }

  private final ConnectionOperations<Connection> connections;
  private final TransactionOperations<Connection> transactions;
  private final boolean isH2;

  Database(
      @Named("default") ConnectionOperations<Connection> connections,
      @Named("default") TransactionOperations<Connection> transactions,
      DatabaseUrl url) {
    this.connections = connections;
    this.transactions = transactions;
    this.isH2 = !url.isShared();
  }

  /** Whether other instances use it too. */
  public boolean isShared() {
    return !isH2;
  }

  /**
   * Reads, in one transaction.
   *
   * <p>The connection comes first: on one that the thread holds on to, as with the lease, a
   * transaction alone would leave it read-only for those that follow.
   */
  public <T extends @Nullable Object> T read(Work<T> work) {
    return connections.executeRead(
        held -> transactions.executeRead(status -> checked(work, status.getConnection())));
  }

  /** Writes, in one transaction. */
  public <T extends @Nullable Object> T write(Work<T> work) {
    return connections.executeWrite(
        held -> transactions.executeWrite(status -> checked(work, status.getConnection())));
  }

  /** A window of a table's rows, the newest first by its column {@code position}. */
  public <T> Listing<T> newest(String table, RowReader<T> reader, Window window) {
    record Placed<T>(long position, T value) {}
    return read(connection ->
            window.listing(
                list(
                    connection,
                    "SELECT * FROM %s WHERE position < ? ORDER BY position DESC LIMIT ?"
                        .formatted(table),
                    row -> new Placed<>(row.getLong("position"), reader.read(row)),
                    window.before(),
                    window.probe()),
                Placed::position))
        .map(Placed::value);
  }

  /** Has something done once the transaction is committed that this thread is in. */
  public void afterCommit(Runnable work) {
    synchronize(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }

  /** Has something done once the transaction is over that this thread is in, however it ends. */
  public void afterEnd(Runnable work) {
    synchronize(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(Status status) {
            work.run();
          }
        });
  }

  private void synchronize(TransactionSynchronization synchronization) {
    transactions
        .findTransactionStatus()
        .orElseThrow(() -> new IllegalStateException("no transaction"))
        .registerSynchronization(synchronization);
  }

  /**
   * Writes in one transaction, and returns when that has reached the disk. Inside of another one
   * that is for whoever has begun it to see to: before its commit there is nothing to force.
   */
  public <T extends @Nullable Object> T writeThrough(Work<T> work) {
    boolean isInside = transactions.findTransactionStatus().isPresent();
    T result = write(work);
    if (!isInside) {
      force();
    }
    return result;
  }

  /** Forces what is committed to the disk. PostgreSQL has done so before the commit returned. */
  public void force() {
    if (isH2) {
      read(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("CHECKPOINT SYNC");
            }
          });
    }
  }

  /** Does work on a connection, in whatever transaction that is. */
  public static <T extends @Nullable Object> T checked(Work<T> work, Connection connection) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    } catch (DataAccessException e) { // by a repository
      throw JdbcFailure.of(e);
    }
  }

  /**
   * All rows of a query. Where it has a limit, {@code ORDER BY} names all columns of an index,
   * those that are fixed included: H2 sorts everything otherwise.
   */
  public static <T> List<T> list(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      var rows = new ArrayList<T>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(reader.read(found));
        }
      }
      return rows;
    }
  }

  /** The only row of a query, if there is one. */
  public static <T> Optional<T> find(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws SQLException {
    return list(connection, sql, reader, arguments).stream().findFirst();
  }

  /** Executes one statement; returns how many rows it changed. */
  public static int update(Connection connection, String sql, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  /**
   * Sets all arguments of a statement; instants and collections of texts or longs included, and on
   * PostgreSQL Java's own arrays.
   */
  static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case Instant instant -> statement.setObject(i + 1, utc(instant));
        case Collection<?> elements ->
            statement.setArray(
                i + 1,
                statement.getConnection().createArrayOf(typeOf(elements), elements.toArray()));
        case null -> statement.setObject(i + 1, null);
        case Object other -> statement.setObject(i + 1, other);
      }
    }
  }

  private static String typeOf(Collection<?> elements) {
    return !elements.isEmpty() && elements.iterator().next() instanceof Long ? "BIGINT" : "VARCHAR";
  }

  /** A time as the drivers of both databases take it, exactly; null as null. */
  public static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** A column's time; null when it holds none. */
  public static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A column's time, which is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
