package dev.inlet.storage.jdbc.erase;

import dev.inlet.erase.Erasure;
import dev.inlet.erase.ErasureStore;
import dev.inlet.erase.ErasureTransaction;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.contact.RememberedPeople;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;

/** Erasures in the contacts' database, where what is kept of people and calls stands too. */
@Singleton
final class JdbcErasureStore implements ErasureStore {
  private final Database database;
  private final AdminDatabase administration;
  private final TombstoneKey key;
  private final RememberedPeople people;

  JdbcErasureStore(
      Database database, AdminDatabase administration, TombstoneKey key, RememberedPeople people) {
    this.database = database;
    this.administration = administration;
    this.key = key;
    this.people = people;
  }

  @Override
  public <T> T durably(Function<ErasureTransaction, T> work) {
    try {
      return database.writeThrough(connection -> work.apply(transaction(connection)));
    } catch (JdbcFailure e) {
      throw AdminDatabase.failure(e.sqlException());
    }
  }

  @Override
  public <T> T amongCalls(Function<ErasureTransaction, T> work) {
    people.forget();
    return database.write(connection -> work.apply(transaction(connection)));
  }

  @Override
  public <T> T besideCalls(Function<ErasureTransaction, T> work) {
    try {
      return administration.work(connection -> work.apply(transaction(connection)));
    } catch (JdbcFailure e) {
      throw AdminDatabase.failure(e.sqlException());
    }
  }

  private ErasureTransaction transaction(Connection connection) {
    return new ErasureTransaction(
        new JdbcErasureBooks(connection, key), new JdbcKeptRows(connection));
  }

  @Override
  public void force() {
    administration.force();
  }

  @Override
  public Optional<Erasure> find(String accountId, long id) {
    return administration.read(connection -> ErasureRows.find(connection, accountId, id));
  }

  @Override
  public Listing<Erasure> list(String accountId, Window window) {
    return administration.read(
        connection ->
            window.listing(
                Database.list(
                    connection,
                    "SELECT * FROM erasure WHERE account_id = ? AND id < ?"
                        + " ORDER BY account_id DESC, id DESC LIMIT ?",
                    ErasureRows::row,
                    accountId,
                    window.before(),
                    window.probe()),
                Erasure::id));
  }
}
