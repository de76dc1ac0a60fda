package dev.inlet.storage.jdbc.account;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code api_key}; each key that is read comes with its account. */
@JdbcRepository(dialect = Dialect.ANSI)
interface ApiKeyRepository extends GenericRepository<ApiKeyRow, String> {
  @Join("account")
  Optional<ApiKeyRow> findByDigest(String digest);

  @Join("account")
  Optional<ApiKeyRow> findByAccountIdAndId(String accountId, String id);

  /** In the order of all columns of an index: H2 sorts everything otherwise. */
  @Query(
      "SELECT k.*, a.name AS account_name, a.suspended AS account_suspended,"
          + " a.created_at AS account_created_at, a.position AS account_position"
          + " FROM api_key k JOIN account a ON a.id = k.account_id"
          + " WHERE k.account_id = :accountId AND k.position < :before"
          + " ORDER BY k.account_id DESC, k.position DESC LIMIT :limit")
  @Join(value = "account", alias = "account_")
  List<ApiKeyRow> newestBefore(String accountId, long before, int limit);

  @Query(
      "SELECT k.*, a.name AS account_name, a.suspended AS account_suspended,"
          + " a.created_at AS account_created_at, a.position AS account_position"
          + " FROM api_key k JOIN account a ON a.id = k.account_id"
          + " WHERE k.expires_at > :after AND k.expires_at <= :until AND k.revoked_at IS NULL"
          + " AND k.expires_at - k.created_at > INTERVAL '7' DAY"
          + " ORDER BY k.expires_at, k.id LIMIT :limit")
  @Join(value = "account", alias = "account_")
  List<ApiKeyRow> expiring(
      @TypeDef(type = DataType.OBJECT) OffsetDateTime after,
      @TypeDef(type = DataType.OBJECT) OffsetDateTime until,
      int limit);

  void save(ApiKeyRow key);

  /** Changes its terms; returns how many there were. */
  @Query(
      "UPDATE api_key SET name = :name, permissions = :permissions, senders = :senders,"
          + " expires_at = CAST(:expiresAt AS TIMESTAMP WITH TIME ZONE)"
          + " WHERE account_id = :accountId AND id = :id")
  int update(
      String accountId,
      String id,
      String name,
      String permissions,
      String senders,
      @TypeDef(type = DataType.OBJECT) @Nullable OffsetDateTime expiresAt);

  /** Leaves the time at which it was revoked before; returns how many there were. */
  @Query(
      "UPDATE api_key SET revoked_at = COALESCE(revoked_at, CAST(:at AS TIMESTAMP WITH TIME ZONE))"
          + " WHERE account_id = :accountId AND id = :id")
  int revoke(String accountId, String id, @TypeDef(type = DataType.OBJECT) OffsetDateTime at);
}
