package dev.inlet.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.ManyRows;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.chore.Chores;
import java.nio.file.Path;
import java.time.Instant;
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

  private static final String EVENTS = "/api/accounts/acme/events?contact=" + JANE;

  /** More than one transaction removes. */
  private static final int MUCH = 3_000;

  private static final Set<String> NAMING_WHAT_WAS_DONE =
      Set.of(
          "change_feed.changes",
          "event.person",
          "page_view.person",
          "erasure_person.person",
          "journal.body");

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

  @Test
  void whoDidMoreThanOneTransactionRemovesAndComesBackMeanwhileKeepsWhatTheyDoThen()
      throws Exception {
    String receipt;
    try (RunningInlet inlet = start()) {
      String key = inlet.newKey("acme");
      inlet.deliver(key, CALL);
      didMuch("event");
      didMuch("page_view");
      receipt = eraseAndEnd(inlet, NAMING_WHAT_WAS_DONE);
      assertEquals(receipt, erase(inlet), "the same receipt, while it is not finished");
      String track =
          "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"back\",\"timestamp\":\"%s\"}";
      Instant later = Instant.now().plusSeconds(1);
      assertEquals(2, inlet.deliver(key, track.formatted(JANE, later)).status() / 100);
      inlet.await(EVENTS, answer -> answer.at("/events/0/event").asText().equals("back"));
    }
    try (RunningInlet inlet = start()) {
      Answer finished = inlet.await(receipt, answer -> !answer.at("/completedAt").isNull());
      assertEquals(MUCH, finished.at("/removed/events").asInt());
      assertEquals(MUCH, finished.at("/removed/pages").asInt());
      assertEquals(1, inlet.admin("GET", EVENTS).at("/events").size());
      assertEquals(0, everything.rows("erasure_person"), "whom it was about is forgotten");
    }
  }

  private void didMuch(String table) throws Exception {
    new ManyRows(place).activities(table, "acme", "'u:%s'".formatted(JANE), "-1 - x", MUCH, "'{}'");
  }

  /** Erases as far as the first transaction, as if Inlet ended right after it. */
  private String eraseAndEnd(RunningInlet inlet) {
    return eraseAndEnd(inlet, Set.of("change_feed.changes", "journal.body"));
  }

  private String eraseAndEnd(RunningInlet inlet, Set<String> naming) {
    inlet.context().getBean(Eraser.class); // or it would bring chores of its own
    inlet.context().destroyBean(Chores.class);
    String receipt = erase(inlet);
    assertEquals(naming, everything.columnsWith(JANE));
    return receipt;
  }

  private static String erase(RunningInlet inlet) {
    Answer answer = inlet.admin("DELETE", "/api/accounts/acme/contacts/" + JANE);
    assertEquals(200, answer.status());
    assertTrue(answer.at("/completedAt").isNull(), answer::toString);
    return "/api/accounts/acme/erasures/" + answer.at("/id").asText();
  }

  private RunningInlet start() {
    return RunningInlet.in(folder).with(place).start();
  }
}
