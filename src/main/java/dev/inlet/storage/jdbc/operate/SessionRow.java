package dev.inlet.storage.jdbc.operate;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A session of the console as a row.
 *
 * @param userName null for whoever came in by the admin password
 */
@MappedEntity(value = "console_session", escape = false)
record SessionRow(
    @Id String digest,
    @TypeDef(type = DataType.OBJECT) OffsetDateTime expiresAt,
    @Nullable String userName) {}
