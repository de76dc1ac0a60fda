package dev.inlet.storage.jdbc.process;

import dev.inlet.fault.Fault;
import dev.inlet.storage.h2.ForcedMark;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces effects to the disk on H2, every {@link #EVERY} while there are any, and beside the
 * processor, which would keep senders waiting for some hundred milliseconds. Until then the
 * journal, which is forced at every commit, can make them again. How far that came is noted, see
 * {@link ForcedMark}.
 *
 * <p>The thread is never interrupted, which would close the file for everybody.
 */
@Singleton
final class EffectsForce {
  private static final Logger LOG = LoggerFactory.getLogger(EffectsForce.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final Database database;
  private final DatabaseUrl url;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("effects-force").factory());
  private final AtomicBoolean isAtWork = new AtomicBoolean();

  private volatile Instant begunAt = Instant.EPOCH;
  private volatile boolean isBehind;

  EffectsForce(Database database, DatabaseUrl url, InstantSource clock) {
    this.database = database;
    this.url = url;
    this.clock = clock;
  }

  /** Something was committed. Begins to force it, if it is time; the next one to force waits. */
  void committed() {
    if (database.isShared()) {
      return; // PostgreSQL has forced it before the commit returned.
    }
    isBehind = true;
    Instant now = clock.instant();
    if (!thread.isShutdown()
        && now.isAfter(begunAt.plus(EVERY))
        && isAtWork.compareAndSet(false, true)) {
      begunAt = now;
      thread.execute(this::force);
    }
  }

  private void force() {
    try {
      isBehind = false;
      long mark = database.read(JdbcProgress::mark);
      database.force();
      note(mark);
    } catch (RuntimeException e) {
      isBehind = true;
      LOG.warn("Cannot force effects to the disk, which is tried again: {}", new Fault(e));
    } finally {
      isAtWork.set(false);
    }
  }

  private void note(long mark) {
    try {
      ForcedMark.in(url.journalFolder()).note(mark);
    } catch (IOException e) {
      LOG.debug("Up to which call the database is on the disk is not noted: {}", new Fault(e));
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    if (isBehind) {
      thread.execute(this::force);
    }
    thread.shutdown();
    thread.awaitTermination(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
