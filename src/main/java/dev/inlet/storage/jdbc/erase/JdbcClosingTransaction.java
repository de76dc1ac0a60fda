package dev.inlet.storage.jdbc.erase;

import dev.inlet.erase.ErasureBooks;
import dev.inlet.erase.KeptRows;
import dev.inlet.erase.closing.AccountRows;
import dev.inlet.erase.closing.ClosingTransaction;
import dev.inlet.erase.closing.ClosingWork;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.util.Optional;

/** A step of erasing an account, on the connection of its transaction. */
record JdbcClosingTransaction(
    Connection connection, ErasureBooks books, KeptRows rows, AccountRows account)
    implements ClosingTransaction {

  @Override
  public Optional<ClosingWork> lock(long id) {
    return Database.checked(
        open ->
            Database.find(
                open,
                "SELECT * FROM account_closing WHERE id = ? AND place IS NOT NULL"
                    + " FOR UPDATE SKIP LOCKED",
                ClosingRows::work,
                id),
        connection);
  }

  @Override
  public void move(ClosingWork work) {
    Database.checked(
        open ->
            Database.update(
                open,
                "UPDATE account_closing SET place = ?, scanned = ? WHERE id = ?",
                work.place().name(),
                work.scanned(),
                work.id()),
        connection);
  }

  @Override
  public boolean isErasingPeople(String accountId) {
    return Database.checked(
        open ->
            Database.find(
                    open,
                    "SELECT erasure_id FROM erasure_work WHERE account_id = ? LIMIT 1",
                    row -> row.getLong(1),
                    accountId)
                .isPresent(),
        connection);
  }
}
