package dev.inlet.chore;

import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.fault.Vital;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all chores in turn: once a second, and step by step while there is more to do.
 *
 * <p>On one platform thread that nothing interrupts, because they write to the journal, and
 * interrupting a thread that writes closes H2's file for everyone.
 */
@Context
public final class Chores implements Vital {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

  /** Between two steps, so that calls find the disk free. */
  private static final Duration BREATHE = Duration.ofMillis(2);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final List<Chore> chores;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final Thread worker;
  private long asked;
  private long done;
  private volatile boolean stopping;

  Chores(List<Chore> chores) {
    this.chores = chores;
    this.worker = Thread.ofPlatform().name("chores").unstarted(this::run);
  }

  /** Begins once everything else is there: a start that fails leaves no thread behind. */
  @EventListener
  void start(StartupEvent started) {
    worker.start();
  }

  /** Returns when all that there is to do now is done, as far as it can be, or time is over. */
  public void finish(Duration within) throws InterruptedException {
    lock.lock();
    try {
      long mine = ++asked;
      change.signalAll();
      long nanos = within.toNanos();
      while (done < mine && nanos > 0 && !stopping) {
        nanos = change.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!stopping) {
      long round = asked();
      boolean hasMore = false;
      for (Chore chore : chores) {
        hasMore |= step(chore);
      }
      pause(round, hasMore);
    }
  }

  private static boolean step(Chore chore) {
    try {
      return chore.step();
    } catch (RuntimeException | Error e) {
      // An error too: without this thread no chore would be done any more.
      OutOfMemory.endIfIn(e);
      var fault = new Fault(e);
      LOG.warn("{} is tried again: {}", chore.getClass().getSimpleName(), fault);
      LOG.atDebug().log(fault::trace);
      return false;
    }
  }

  private long asked() {
    lock.lock();
    try {
      return asked;
    } finally {
      lock.unlock();
    }
  }

  private void pause(long round, boolean hasMore) {
    lock.lock();
    try {
      if (!hasMore) {
        done = round;
        change.signalAll();
      }
      long nanos = (hasMore ? BREATHE : LOOK_AROUND).toNanos();
      while (asked == round && nanos > 0 && !stopping) {
        nanos = change.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      LOG.warn("The chores were interrupted, and go on");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Thread thread() {
    return worker;
  }

  /** Ends after the step at hand; what is left is done at the next start. */
  @PreDestroy
  void stop() {
    lock.lock();
    try {
      stopping = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (worker.isAlive()) {
        worker.join(STOP_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
