package dev.inlet.storage.jdbc.process;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.Progress;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.contact.RememberedPeople;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark, as a row that the processor locks. On PostgreSQL that lets several instances process
 * one journal in turn, whoever comes first.
 */
@Singleton
final class JdbcProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcProgress.class);

  /**
   * There is one row. Its newest version is the one with the highest mark, which on PostgreSQL
   * costs the same however many older ones are kept for somebody's old transaction.
   */
  private static final String QUERY = "SELECT mark FROM progress ORDER BY mark DESC LIMIT 1";

  private static final String MOVE =
      "UPDATE progress SET mark = ? WHERE mark >= (SELECT MAX(mark) FROM progress)";

  private final Database database;
  private final EffectsForce effects;
  private final RememberedPeople people;

  JdbcProgress(Database database, EffectsForce effects, RememberedPeople people) {
    this.database = database;
    this.effects = effects;
    this.people = people;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    T result;
    try {
      result = database.write(connection -> work.get());
    } catch (CallRejected | TooMuchAtOnce e) {
      throw e;
    } catch (RuntimeException | Error e) {
      OutOfMemory.endIfIn(e);
      if (e instanceof JdbcFailure failure && failure.isAboutData()) {
        throw new CallRejected("The database refuses its data: " + e.getMessage(), e);
      }
      if (JdbcFailure.isIn(e)) {
        throw e;
      }
      throw failed(e);
    }
    effects.committed();
    return result;
  }

  private static CallRejected failed(Throwable failure) {
    var fault = new Fault(failure);
    LOG.atDebug().log(fault::trace);
    return new CallRejected("Processing failed: %s at %s".formatted(fault, fault.place()), failure);
  }

  @Override
  public long lockMark() {
    return database.write(
        connection -> {
          long mark = mark(connection, QUERY + " FOR UPDATE");
          people.locked(mark);
          return mark;
        });
  }

  @Override
  public void moveMark(long seq) {
    database.write(connection -> Database.update(connection, MOVE, seq));
    people.moved(seq);
  }

  @Override
  public long mark() {
    return database.read(JdbcProgress::mark);
  }

  @Override
  public int noteTry(long seq) {
    return database.writeThrough(
        connection -> {
          int before =
              Database.find(
                      connection,
                      "SELECT tries FROM progress WHERE id = 1 AND tried_seq = ? FOR UPDATE",
                      row -> row.getInt(1),
                      seq)
                  .orElse(0);
          Database.update(
              connection,
              "UPDATE progress SET tried_seq = ?, tries = ? WHERE id = 1",
              seq,
              before + 1);
          return before;
        });
  }

  @Override
  public void force() {
    database.force();
  }

  static long mark(Connection connection) throws SQLException {
    return mark(connection, QUERY);
  }

  private static long mark(Connection connection, String query) throws SQLException {
    return Database.find(connection, query, row -> row.getLong(1)).orElseThrow();
  }
}
