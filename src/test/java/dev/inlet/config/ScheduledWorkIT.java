package dev.inlet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class ScheduledWorkIT {
  private static final String WANTED = "inlet.test.busy";

  /** Runs so often that a stop meets it nearly always. */
  @Singleton
  @Requires(property = WANTED)
  static final class Busy {
    static final AtomicInteger MADE = new AtomicInteger();
    static final AtomicInteger RUNS = new AtomicInteger();

    Busy() {
      MADE.incrementAndGet();
    }

    @Scheduled(fixedDelay = "1ms")
    void run() {
      RUNS.incrementAndGet();
    }
  }

  @RepeatedTest(3)
  void aStopMakesNothingAnew(@TempDir Path folder) throws Exception {
    Busy.MADE.set(0);
    Busy.RUNS.set(0);
    Map<String, Object> properties = new HashMap<>(DatabaseKind.H2.fresh(folder));
    properties.put(WANTED, true);

    ApplicationContext context =
        ApplicationContext.builder(properties).deduceEnvironment(false).banner(false).start();
    Eventually.become("runs", Duration.ofSeconds(30), () -> Busy.RUNS.get() > 2);
    context.close();

    int runs = Busy.RUNS.get();
    Thread.sleep(20);
    assertEquals(runs, Busy.RUNS.get(), "it has ended");
    assertEquals(1, Busy.MADE.get());
    assertTrue(runs > 2);
  }
}
