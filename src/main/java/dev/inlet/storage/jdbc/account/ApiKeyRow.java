package dev.inlet.storage.jdbc.account;

import static dev.inlet.storage.jdbc.Database.utc;
import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.joining;

import dev.inlet.account.AccountStore.Holder;
import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as a row.
 *
 * @param digest SHA-256 of the key, hexadecimal
 * @param permissions call types, separated by commas
 * @param senders protocols, separated by commas
 * @param position its place among all, in the order they were issued; null until it is stored
 */
@MappedEntity(value = "api_key", escape = false)
record ApiKeyRow(
    @Id String id,
    @Relation(Relation.Kind.MANY_TO_ONE) AccountRow account,
    String name,
    String prefix,
    String digest,
    String permissions,
    String senders,
    @TypeDef(type = DataType.OBJECT) OffsetDateTime createdAt,
    @TypeDef(type = DataType.OBJECT) @Nullable OffsetDateTime expiresAt,
    @TypeDef(type = DataType.OBJECT) @Nullable OffsetDateTime revokedAt,
    @TypeDef(type = DataType.OBJECT) @Nullable OffsetDateTime lastUsedAt,
    @GeneratedValue @Nullable Long position) {

  static ApiKeyRow of(ApiKey key, AccountRow account, String digest) {
    return new ApiKeyRow(
        key.id(),
        account,
        key.name(),
        key.prefix(),
        digest,
        permissions(key),
        senders(key),
        key.createdAt().atOffset(UTC),
        utc(key.expiresAt()),
        utc(key.revokedAt()),
        utc(key.lastUsedAt()),
        null);
  }

  static String permissions(ApiKey key) {
    return key.permissions().stream().map(CallType::wireName).collect(joining(","));
  }

  static String senders(ApiKey key) {
    return key.senders().stream().map(Sender::wireName).collect(joining(","));
  }

  Holder holder() {
    return new Holder(account.account(), key());
  }

  ApiKey key() {
    Set<CallType> types = EnumSet.noneOf(CallType.class);
    Arrays.stream(permissions.split(","))
        .forEach(type -> CallType.named(type).ifPresent(types::add));
    Set<Sender> protocols = EnumSet.noneOf(Sender.class);
    Arrays.stream(senders.split(","))
        .forEach(sender -> Sender.named(sender).ifPresent(protocols::add));
    return new ApiKey(
        id,
        account.id(),
        name,
        prefix,
        types,
        protocols,
        createdAt.toInstant(),
        instant(expiresAt),
        instant(revokedAt),
        instant(lastUsedAt));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
