package dev.inlet.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.chore.Chores;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What an erasure leaves when Inlet ends after its first transaction, and what becomes of that. */
@OnEveryDatabase
@NullUnmarked
class UnfinishedErasureIT {
  private static final String JANE = "jane4711canary";
  private static final String CALL =
      "{\"type\":\"identify\",\"userId\":\"" + JANE + "\",\"timestamp\":\"2026-03-01T12:00:00Z\"}";

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private Map<String, Object> place;
  private Everything everything;

  @BeforeEach
  void choosePlace() {
    place = kind.fresh(folder);
    everything = new Everything(place);
  }

  @Test
  void theNextStartFinishesIt() {
    String receipt;
    try (RunningInlet inlet = start()) {
      inlet.deliver(inlet.newKey("acme"), CALL);
      receipt = eraseAndEnd(inlet);
    }
    try (RunningInlet inlet = start()) {
      Answer finished = inlet.await(receipt, answer -> !answer.at("/completedAt").isNull());
      assertEquals(1, finished.at("/removed/calls").asInt());
      assertEquals(Set.of(), everything.columnsWith(JANE));
    }
  }

  @Test
  void meanwhileNothingComesBack() {
    try (RunningInlet inlet = start()) {
      String key = inlet.newKey("acme");
      inlet.deliver(key, CALL);
      eraseAndEnd(inlet);
      assertEquals(200, inlet.deliver(key, CALL + " ").status());
      assertEquals(404, inlet.admin("GET", "/api/accounts/acme/contacts/" + JANE).status());
    }
  }

  /** Erases as far as the first transaction, as if Inlet ended right after it. */
  private String eraseAndEnd(RunningInlet inlet) {
    inlet.context().getBean(Eraser.class); // or it would bring chores of its own
    inlet.context().destroyBean(Chores.class);
    Answer answer = inlet.admin("DELETE", "/api/accounts/acme/contacts/" + JANE);
    assertEquals(200, answer.status());
    assertTrue(answer.at("/completedAt").isNull(), answer::toString);
    assertEquals(Set.of("journal.body"), everything.columnsWith(JANE));
    return "/api/accounts/acme/erasures/" + answer.at("/id").asText();
  }

  private RunningInlet start() {
    return RunningInlet.in(folder).with(place).start();
  }
}
