package dev.inlet.storage.jdbc.forward;

import dev.inlet.forward.Position;
import dev.inlet.kafka.KafkaProgress;
import dev.inlet.kafka.KafkaWanted;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How far the feed has come to Kafka: one row. */
@Singleton
@Requires(condition = KafkaWanted.class)
final class JdbcKafkaProgress implements KafkaProgress {
  private static final String FREE_OR_OURS =
      " WHERE held_by IS NULL OR held_by = ? OR held_until < CURRENT_TIMESTAMP";

  private final AdminDatabase administration;
  private final boolean isShared;

  JdbcKafkaProgress(AdminDatabase administration, DatabaseUrl url) {
    this.administration = administration;
    this.isShared = url.isShared();
  }

  @Override
  public Optional<Held> hold(String instance) {
    return administration.work(
        connection ->
            !isShared || take(connection, instance)
                ? Database.find(
                    connection, "SELECT piece, place FROM kafka_progress", JdbcKafkaProgress::held)
                : Optional.empty());
  }

  /** On H2 there is no other instance. */
  private static boolean take(Connection connection, String instance) throws SQLException {
    return Database.update(
            connection,
            "UPDATE kafka_progress SET held_by = ?, held_until = "
                + JdbcSubscriptionStore.HELD_FOR
                + FREE_OR_OURS,
            instance,
            instance)
        > 0;
  }

  private static Held held(ResultSet row) throws SQLException {
    long piece = row.getLong("piece");
    return new Held(row.wasNull() ? null : new Position(piece, row.getInt("place")));
  }

  @Override
  public boolean settle(String instance, Position reached) {
    String update = "UPDATE kafka_progress SET piece = ?, place = ?";
    return administration.work(
            connection ->
                isShared
                    ? Database.update(
                        connection,
                        update + " WHERE held_by = ?",
                        reached.piece(),
                        reached.index(),
                        instance)
                    : Database.update(connection, update, reached.piece(), reached.index()))
        > 0;
  }

  @Override
  public void release(String instance) {
    administration.work(
        connection ->
            Database.update(
                connection,
                "UPDATE kafka_progress SET held_by = NULL WHERE held_by = ?",
                instance));
  }
}
