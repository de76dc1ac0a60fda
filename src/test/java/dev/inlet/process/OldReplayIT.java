package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.Everything;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Archives that are sent again when nobody remembers their messages any more. */
@OnEveryDatabase
@NullUnmarked
@Order(1)
class OldReplayIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String REPEATED =
      "This message was delivered before, so nothing has changed";

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private Map<String, Object> place;

  @BeforeEach
  void choosePlace() {
    place = kind.fresh(folder);
  }

  /** What eight days of other calls do. */
  private void forgetMessages() throws Exception {
    new Everything(place)
        .execute("DELETE FROM seen_message", "DELETE FROM seen_slice", "DELETE FROM seen_segment");
  }

  @Nested
  class OfManyEvents {
    private static final int EVENTS = Extent.of(2_000, 100_000);
    private static final int AT_ONCE = 1_000;

    private Instant now = NOON;

    @Test
    void eventsOfLastYearAreStoredOnce() throws Exception {
      sendTwice(
          "of a year",
          i ->
              event(
                  i,
                  "u" + i % 1_000,
                  NOON.minus(Duration.ofDays(300)).plus(MINUTE.multipliedBy(i))));
    }

    /** As an import has them that knows no more than the day. */
    @Test
    void eventsOfOnePersonAndOneMomentAreStoredOnce() throws Exception {
      sendTwice("of one moment", i -> event(i, "somebody", NOON.minus(Duration.ofDays(300))));
    }

    private void sendTwice(String which, IntFunction<String> call) throws Exception {
      double first = send(call);
      assertEquals(EVENTS, new Everything(place).rows("event"));
      forgetMessages();
      now = now.plus(TEN_DAYS);
      double second = send(call);
      assertEquals(EVENTS, new Everything(place).rows("event"));
      Figures.note(
          "old replay",
          "%s: %,d events %s, read from the journal and stored at %,.0f/s;"
              + " recognised ten days later at %,.0f/s",
          kind,
          EVENTS,
          which,
          first,
          second);
    }

    /** Returns at which rate they were processed. */
    private double send(IntFunction<String> call) {
      try (Stores stores = Stores.open(place, () -> now)) {
        long start = System.nanoTime();
        for (int from = 0; from < EVENTS; from += AT_ONCE) {
          stores
              .journal()
              .append(IntStream.range(from, from + AT_ONCE).mapToObj(i -> entry(i, call)).toList());
        }
        Eventually.become(
            "all are processed",
            Duration.ofMinutes(10),
            () -> stores.progress().mark() == stores.journal().last());
        return EVENTS * 1e9 / (System.nanoTime() - start);
      }
    }

    private JournalEntry entry(int i, IntFunction<String> call) {
      return new JournalEntry(
          "acme",
          "key",
          Sender.DESTINATION,
          CallType.TRACK,
          "m" + i,
          now,
          null,
          call.apply(i).getBytes(StandardCharsets.UTF_8),
          Set.of());
    }

    private static String event(int i, String userId, Instant time) {
      return """
          {"type":"track","messageId":"m%d","userId":"%s","event":"Paid","timestamp":"%s"}
          """
          .formatted(i, userId, time);
    }
  }

  @Nested
  class ByHttp {
    private static final List<String> ARCHIVE =
        List.of(
            """
            {"type":"track","messageId":"t","userId":"u","event":"Paid","timestamp":"%s"}
            """,
            """
            {"type":"page","messageId":"p","anonymousId":"a","timestamp":"%s"}
            """,
            """
            {"type":"track","userId":"u","event":"Of no id","timestamp":"%s"}
            """,
            """
            {"type":"identify","messageId":"i","userId":"u","traits":{"plan":1},"timestamp":"%s"}
            """,
            """
            {"type":"group","messageId":"g","userId":"u","groupId":"c","timestamp":"%s"}
            """);

    private final Instant lastYear = Instant.now().minus(Duration.ofDays(365));

    @Test
    void replayOfAnArchiveCountsOnce() throws Exception {
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear);
      }
      forgetMessages();
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear);

        assertEquals(2, inlet.all("acme", "events").size());
        assertEquals(1, inlet.all("acme", "pages").size());
        List<JsonNode> repeats =
            inlet.all("acme", "deliveries").stream()
                .filter(one -> one.at("/warnings/0").asText().equals(REPEATED))
                .toList();
        assertEquals(3, repeats.size(), "who says the same of people may say it again");
        assertEquals(3, repeated(inlet));
      }
    }

    @Test
    void whatHappenedAtAnotherTimeOrToAnotherAccountIsStored() throws Exception {
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear);
      }
      forgetMessages();
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear.plus(MINUTE));
        assertEquals(4, inlet.all("acme", "events").size(), "of another time");
        replay(inlet, "other", lastYear);
        assertEquals(2, inlet.all("other", "events").size());
        assertEquals(1, inlet.all("other", "pages").size());
      }
    }

    @Test
    void whoWasErasedStaysErased() throws Exception {
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear);
        assertEquals(200, inlet.admin("DELETE", "/api/accounts/acme/contacts/u").status());
      }
      forgetMessages();
      try (RunningInlet inlet = start()) {
        replay(inlet, "acme", lastYear);
        assertEquals(List.of(), inlet.all("acme", "events"));
        assertEquals(1, inlet.all("acme", "pages").size(), "of somebody else");
      }
    }

    @Test
    void whatWasSetAsideAndCameAgainIsNotStoredOnceMoreWhenItIsReplayed() throws Exception {
      String call = ARCHIVE.getFirst().formatted(lastYear);
      Poison.THROWS.add("t");
      try (RunningInlet inlet = start()) {
        assertEquals(202, inlet.deliver(inlet.newKey("acme"), call).status());
      } finally {
        Poison.mend(Set.of("t", "i")::contains);
      }
      forgetMessages();
      try (RunningInlet inlet = start()) {
        assertEquals(200, inlet.deliver(inlet.newKey("acme"), call).status());
        assertEquals(
            1, inlet.admin("POST", "/api/accounts/acme/set-aside/replay").at("/replayed").asInt());
        assertEquals(1, inlet.all("acme", "events").size());
        assertEquals(0, inlet.admin("GET", "/api/accounts/acme/set-aside").at("/setAside").size());
      }
    }

    /** Whatever its time: nothing is stored by which it would be found. */
    @Test
    void whatAPlugInAloneTellsIsToldOnce() throws Exception {
      Poison.TELLS.add("i");
      String call =
          "{\"type\":\"identify\",\"messageId\":\"i\",\"userId\":\"u\",\"timestamp\":\"%s\"}";
      try {
        for (int run = 0; run < 2; run++) {
          try (RunningInlet inlet = start()) {
            Instant time = run == 0 ? Instant.now() : lastYear;
            assertEquals(200, inlet.deliver(inlet.newKey("acme"), call.formatted(time)).status());
            assertEquals(200, inlet.deliver(inlet.newKey("other"), call.formatted(time)).status());
            for (String account : List.of("acme", "other")) {
              assertEquals(
                  1,
                  inlet
                      .admin("GET", "/api/accounts/" + account + "/changes?types=plan.chosen")
                      .at("/changes")
                      .size());
            }
          }
          forgetMessages();
        }
      } finally {
        Poison.mend(Set.of("t", "i")::contains);
      }
    }

    /** With each delivery the SDK says when it sent it, by which its timestamp is corrected. */
    @Test
    void importByAnSdkThatIsRunAgainCountsOnce() throws Exception {
      String batch =
          """
          {"sentAt":"%s","batch":[
           {"type":"track","messageId":"t","userId":"u","event":"Paid","timestamp":"%s"},
           {"type":"page","messageId":"p","userId":"u","timestamp":"%s"}]}
          """;
      for (int run = 0; run < 3; run++) {
        try (RunningInlet inlet = start()) {
          String key = inlet.newKey("acme", Sender.TRACKING);
          Instant sentAt = Instant.now().minusMillis(100 * run);
          byte[] body =
              batch.formatted(sentAt, lastYear, lastYear).getBytes(StandardCharsets.UTF_8);
          assertEquals(200, inlet.post("/v1/import", body, RunningInlet.as(key)).status());
          assertEquals(1, inlet.all("acme", "events").size());
          assertEquals(1, inlet.all("acme", "pages").size());
          assertEquals(run == 0 ? 0 : 2, repeated(inlet));
        }
        forgetMessages();
      }
    }

    private RunningInlet start() {
      return RunningInlet.in(folder)
          .with(place)
          .with("inlet.answer-budget", "3s")
          .with(Poison.PROPERTY, "true")
          .start();
    }

    private void replay(RunningInlet inlet, String account, Instant time) {
      String key = inlet.newKey(account);
      for (String call : ARCHIVE) {
        assertEquals(200, inlet.deliver(key, call.formatted(time)).status());
      }
    }

    private double repeated(RunningInlet inlet) {
      return inlet
          .admin("GET", "/prometheus")
          .body()
          .lines()
          .filter(line -> line.startsWith("inlet_calls_repeated_total "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }
}
