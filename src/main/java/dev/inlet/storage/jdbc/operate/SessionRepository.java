package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

/** The table {@code console_session}. */
@JdbcRepository(dialect = Dialect.ANSI)
interface SessionRepository extends GenericRepository<SessionRow, String> {
  List<SessionRow> findByDigestInAndExpiresAtGreaterThan(
      Collection<String> digests, OffsetDateTime now);

  void save(SessionRow session);

  void deleteByExpiresAtLessThanEquals(OffsetDateTime now);

  void deleteById(String digest);

  void deleteByUserName(String userName);
}
