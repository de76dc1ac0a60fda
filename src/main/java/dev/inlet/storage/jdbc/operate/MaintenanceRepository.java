package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only row of the table {@code maintenance}. */
@JdbcRepository(dialect = Dialect.ANSI)
interface MaintenanceRepository extends GenericRepository<MaintenanceRow, Integer> {
  @Query(
      "SELECT id, enabled AND (ends_at IS NULL OR ends_at > CURRENT_TIMESTAMP) AS enabled,"
          + " message, ends_at, rehearsal_until > CURRENT_TIMESTAMP AS rehearsed"
          + " FROM maintenance WHERE id = 1")
  Optional<MaintenanceRow> find();

  /** Turns the switch, and ends every rehearsal. */
  @Query(
      "UPDATE maintenance SET enabled = :enabled, message = :message, ends_at = :endsAt,"
          + " rehearsal = NULL, rehearsal_until = NULL WHERE id = 1")
  void turn(boolean enabled, @Nullable String message, @Nullable Instant endsAt);

  /** Returns 0 when another rehearsal goes on. */
  @Query(
      "UPDATE maintenance SET rehearsal = :rehearsal, rehearsal_until = CURRENT_TIMESTAMP"
          + " + CAST(:seconds AS INTEGER) * INTERVAL '1' SECOND WHERE id = 1"
          + " AND (rehearsal_until IS NULL OR rehearsal_until <= CURRENT_TIMESTAMP)")
  int beginRehearsal(String rehearsal, long seconds);

  /** Does nothing when it is not the one that goes on. */
  @Query(
      "UPDATE maintenance SET rehearsal = NULL, rehearsal_until = NULL"
          + " WHERE id = 1 AND rehearsal = :rehearsal")
  void endRehearsal(String rehearsal);
}
