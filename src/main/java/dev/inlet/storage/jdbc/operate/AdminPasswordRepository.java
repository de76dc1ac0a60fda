package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The table {@code admin_password}. */
@JdbcRepository(dialect = Dialect.ANSI)
interface AdminPasswordRepository extends GenericRepository<AdminPasswordRow, Integer> {
  Optional<AdminPasswordRow> findById(int id);

  /** Does nothing when there is a row already. */
  @Query(
      "INSERT INTO admin_password (id, digest) SELECT 1, CAST(:digest AS VARCHAR(64))"
          + " WHERE NOT EXISTS (SELECT 1 FROM admin_password)")
  void saveFirst(String digest);
}
