package dev.inlet.storage.jdbc;

import dev.inlet.fault.Fault;
import dev.inlet.receive.Refusal;
import dev.inlet.receive.Refusals;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes refusals behind the answers: up to {@value #WAITING} wait to be written, in one batch every
 * half second. They are kept for {@link #KEEP}.
 */
@Singleton
final class JdbcRefusals implements Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRefusals.class);
  private static final int WAITING = 1_000;
  private static final Duration KEEP = Duration.ofDays(7);

  private final Database database;
  private final InstantSource clock;
  private final ArrayBlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(WAITING);

  JdbcRefusals(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void note(Refusal refusal) {
    waiting.offer(refusal);
  }

  /** Notes what still waits when Inlet stops. */
  @PreDestroy
  void stop() {
    write();
  }

  @Scheduled(fixedDelay = "500ms")
  void write() {
    var refusals = new ArrayList<Refusal>();
    waiting.drainTo(refusals);
    if (refusals.isEmpty()) {
      return;
    }
    try {
      insert(refusals);
    } catch (RuntimeException e) {
      LOG.warn("{} refused deliveries could not be noted: {}", refusals.size(), new Fault(e));
    }
  }

  private void insert(List<Refusal> refusals) {
    database.write(
        connection -> {
          var insert =
              new Batch(
                  connection,
                  "INSERT INTO refused_delivery (account_id, key_id, sender, type, message_id,"
                      + " status, message, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
          for (Refusal refusal : refusals) {
            String type = refusal.type();
            insert.add(
                refusal.accountId(),
                refusal.keyId(),
                refusal.sender().wireName(),
                type == null ? null : type.toLowerCase(Locale.ROOT),
                refusal.messageId(),
                refusal.status(),
                refusal.message(),
                refusal.receivedAt());
          }
          insert.execute();
          return null;
        });
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "1m")
  void purge() {
    try {
      database.write(
          connection ->
              Database.update(
                  connection,
                  "DELETE FROM refused_delivery WHERE received_at < ?",
                  clock.instant().minus(KEEP)));
    } catch (RuntimeException e) {
      LOG.warn("Old refused deliveries could not be purged: {}", new Fault(e));
    }
  }
}
