package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.OffsetDateTime;

/** The table {@code console_session}. */
@JdbcRepository(dialect = Dialect.ANSI)
interface SessionRepository extends GenericRepository<SessionRow, String> {
  boolean existsByDigestAndExpiresAtGreaterThan(String digest, OffsetDateTime now);

  void save(SessionRow session);

  void deleteByExpiresAtLessThanEquals(OffsetDateTime now);

  void deleteById(String digest);
}
