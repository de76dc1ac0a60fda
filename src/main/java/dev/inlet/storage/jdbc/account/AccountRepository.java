package dev.inlet.storage.jdbc.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The table {@code account}. */
@JdbcRepository(dialect = Dialect.ANSI)
interface AccountRepository extends GenericRepository<AccountRow, String> {
  Optional<AccountRow> findById(String id);

  @Query("SELECT * FROM account WHERE position < :before ORDER BY position DESC LIMIT :limit")
  List<AccountRow> newestBefore(long before, int limit);

  @Query("SELECT * FROM account WHERE id LIKE '!_%' ESCAPE '!' ORDER BY id")
  List<AccountRow> ofInlet();

  void save(AccountRow account);

  /** Returns how many there were of that id. */
  int update(@Id String id, String name, boolean suspended);
}
