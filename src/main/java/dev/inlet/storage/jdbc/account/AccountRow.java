package dev.inlet.storage.jdbc.account;

import static java.time.ZoneOffset.UTC;

import dev.inlet.account.Account;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An account as a row. Times are what both drivers take and give exactly; of an {@code Instant}
 * Micronaut would make a local time, of which H2 has one twice when summer ends.
 *
 * @param position its place among all, in the order they were created; null until it is stored
 */
@MappedEntity(value = "account", escape = false)
record AccountRow(
    @Id String id,
    String name,
    boolean suspended,
    @TypeDef(type = DataType.OBJECT) OffsetDateTime createdAt,
    @GeneratedValue @Nullable Long position) {

  static AccountRow of(Account account) {
    return new AccountRow(
        account.id(), account.name(), account.suspended(), account.createdAt().atOffset(UTC), null);
  }

  Account account() {
    return new Account(id, name, suspended, createdAt.toInstant());
  }
}
