package dev.inlet.storage.jdbc.operate;

import dev.inlet.receive.Maintenance;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance switch as a row.
 *
 * @param enabled whether it is on, and has not ended, by the database's clock
 * @param rehearsed whether a rehearsal goes on, by the database's clock; null when none has begun
 */
@MappedEntity(value = "maintenance", escape = false)
record MaintenanceRow(
    @Id int id,
    boolean enabled,
    @Nullable String message,
    @Nullable Instant endsAt,
    @Nullable Boolean rehearsed) {

  Maintenance maintenance() {
    return !enabled && Boolean.TRUE.equals(rehearsed)
        ? Maintenance.REHEARSAL
        : new Maintenance(enabled, message, enabled ? endsAt : null);
  }
}
