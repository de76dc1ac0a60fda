package dev.inlet.config;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is {@code @Scheduled} before anything else ends. Micronaut looks up the bean at every
 * run, so that a run in the middle of a stop would make it anew, and open the database behind it
 * again.
 */
@Singleton
public final class ScheduledWork implements ApplicationEventListener<ShutdownEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledWork.class);
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final ExecutorService scheduled;

  ScheduledWork(@Named(TaskExecutors.SCHEDULED) ExecutorService scheduled) {
    this.scheduled = scheduled;
  }

  /** For a stop that nobody has announced. */
  @Override
  public void onApplicationEvent(ShutdownEvent stop) {
    end();
  }

  /**
   * Begins no run any more, and lets those at hand finish: interrupting one that writes would close
   * H2's file. A bean that has not run yet is made by its first run, which fails once the context
   * is closing; so this is to come before.
   */
  public void end() {
    scheduled.shutdown();
    try {
      if (!scheduled.awaitTermination(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Scheduled work goes on while Inlet stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
