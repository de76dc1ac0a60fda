package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import dev.inlet.chore.Chores;
import dev.inlet.journal.commit.GroupCommit;
import dev.inlet.process.Processor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadHealthIT {
  private static void probesSay(RunningInlet inlet, int code, String status) {
    for (String probe : List.of("/health", "/health/liveness", "/health/readiness")) {
      Answer answer = inlet.console("GET", probe, null);
      assertEquals(code, answer.status(), probe);
      assertEquals(status, answer.at("/status").asText(), probe);
    }
  }

  /** The thread ends as it does at a stop; that is the only way, but for memory that is full. */
  @ParameterizedTest
  @ValueSource(classes = {Processor.class, GroupCommit.class, Chores.class})
  void withoutAThreadThatEverybodyNeedsNoProbeIsUp(Class<?> owner, @TempDir Path folder) {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      probesSay(inlet, 200, "UP");
      inlet.context().destroyBean(owner);

      probesSay(inlet, 503, "DOWN");
    }
  }
}
