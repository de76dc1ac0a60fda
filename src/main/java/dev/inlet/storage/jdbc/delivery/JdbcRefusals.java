package dev.inlet.storage.jdbc.delivery;

import dev.inlet.delivery.Refusal;
import dev.inlet.delivery.Refusals;
import dev.inlet.erase.ErasedBodies;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.journal.RetentionClock;
import dev.inlet.journal.RetentionPolicy;
import dev.inlet.storage.jdbc.Database;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes refusals behind the answers: up to {@value #WAITING} wait to be written, in one batch every
 * half second, and so much of their bodies as there is memory for; the others go without. They are
 * kept for {@link #KEEP}, of each account the newest {@value RefusalRows#KEPT} and at most {@value
 * #TRIM_EVERY} more; their bodies for as long as the policy says.
 */
@Context
public final class JdbcRefusals implements Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRefusals.class);
  private static final int WAITING = 1_000;
  private static final int TRIM_EVERY = 1_000;
  private static final Duration KEEP = Duration.ofDays(7);

  private final Database database;
  private final ErasedBodies erasedBodies;
  private final RetentionPolicy policy;
  private final RetentionClock clock;
  private final MemoryBudget memory;
  private final ArrayBlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();

  /** How many each account got since it was last trimmed. */
  private final Map<String, Integer> untrimmed = new HashMap<>();

  JdbcRefusals(
      Database database,
      ErasedBodies erasedBodies,
      RetentionPolicy policy,
      MemoryBudget memory,
      RetentionClock clock) {
    this.database = database;
    this.erasedBodies = erasedBodies;
    this.policy = policy;
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public void note(Refusal refusal) {
    boolean isKept = !policy.refusedBodies().isZero() && waitingBytes.get() < memory.notes();
    Refusal note = isKept ? refusal : refusal.withoutSent();
    if (waiting.offer(note)) {
      waitingBytes.addAndGet(bytes(note));
    }
  }

  private static long bytes(Refusal refusal) {
    Refusal.Sent sent = refusal.sent();
    if (sent == null) {
      return 0;
    }
    return sent.body().length + (sent.settings() == null ? 0 : sent.settings().length());
  }

  /** Notes what still waits when Inlet stops. */
  @PreDestroy
  void stop() {
    write();
  }

  /** Writes the refusals that were noted since the last time. */
  @Scheduled(fixedDelay = "500ms")
  public synchronized void write() {
    var refusals = new ArrayList<Refusal>();
    waiting.drainTo(refusals);
    waitingBytes.addAndGet(-refusals.stream().mapToLong(JdbcRefusals::bytes).sum());
    if (refusals.isEmpty()) {
      return;
    }
    try {
      database.write(
          connection -> {
            RefusalRows.insert(connection, erasedBodies.without(refusals));
            RefusalRows.trim(connection, dueForTrimming(refusals));
            return null;
          });
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.warn("{} refused deliveries could not be noted: {}", refusals.size(), new Fault(e));
    }
  }

  private Set<String> dueForTrimming(List<Refusal> refusals) {
    refusals.forEach(refusal -> untrimmed.merge(refusal.accountId(), 1, Integer::sum));
    Set<String> due =
        untrimmed.entrySet().stream()
            .filter(account -> account.getValue() >= TRIM_EVERY)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    untrimmed.keySet().removeAll(due);
    return due;
  }

  /** Removes what is older than it is kept, and bodies before that. */
  @Scheduled(fixedDelay = "1h", initialDelay = "1m")
  public void purge() {
    try {
      Instant now = clock.now();
      database.write(
          connection -> {
            RefusalRows.purge(connection, now.minus(KEEP), now.minus(policy.refusedBodies()));
            RefusalRows.trim(connection, RefusalRows.accounts(connection));
            return null;
          });
    } catch (RuntimeException e) {
      OutOfMemory.endIfIn(e);
      LOG.warn("Old refused deliveries could not be purged: {}", new Fault(e));
    }
  }
}
