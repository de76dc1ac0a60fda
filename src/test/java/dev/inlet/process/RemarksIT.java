package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of calls that had no effect: through real HTTP, and back by the admin API. */
@OnEveryDatabase
@NullUnmarked
class RemarksIT {
  private static final String REPEATED =
      "This message was delivered before, so nothing has changed";
  private static final String DIFFERS =
      "Another message came with this messageId before, so this one was not taken in";
  private static final String WITHOUT_EFFECT =
      "The alias has no effect: its ids are one, or previousId is another user's";

  private static final String JANE =
      """
      {"type":"identify","userId":"jane","messageId":"m","traits":{"plan":1},
       "timestamp":"2026-02-01T00:00:00Z"%s}
      """;

  @Parameter private DatabaseKind kind;

  @Given({"inlet.answer-budget=3s", "inlet.types=identify,track,page,group,screen,alias"})
  private RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.DESTINATION);
  }

  private void take(String json) {
    Answer answer = inlet.deliver(key, json);
    assertEquals(200, answer.status(), answer::toString);
  }

  private JsonNode deliveries(String query) {
    return inlet.admin("GET", "/api/accounts/" + account + "/deliveries" + query).at("/deliveries");
  }

  /** What is told of the newest delivery. */
  private List<String> warnings() {
    var warnings = new ArrayList<String>();
    deliveries("").at("/0/warnings").forEach(one -> warnings.add(one.asText()));
    return warnings;
  }

  private JsonNode contact() {
    return inlet.admin("GET", "/api/accounts/" + account + "/contacts/jane").json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"sentAt\":\"2026-02-01T00:00:09Z\"",
        ",\"sent_at\":\"2026-02-01T00:00:09Z\",\"ReceivedAt\":\"2026-02-01T00:00:08Z\""
      })
  void messageThatComesAgainIsToldAsRepeated(String clocks) {
    take(JANE.formatted(""));
    assertEquals(List.of(), warnings());
    take(JANE.formatted(clocks));

    assertEquals(List.of(REPEATED), warnings());
    JsonNode found = deliveries("?warnings=true");
    assertEquals(1, found.size(), "the first is as it should be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"identify\",\"userId\":\"jane\",\"messageId\":\"m\",\"traits\":{\"plan\":2}}",
        "{\"type\":\"identify\",\"userId\":\"joe\",\"messageId\":\"m\",\"traits\":{\"plan\":1}}",
        "{\"type\":\"track\",\"userId\":\"jane\",\"messageId\":\"m\",\"event\":\"Paid\"}"
      })
  void anotherMessageOfTheSameIdIsTold(String other) {
    take(JANE.formatted(""));
    take(other);

    assertEquals(List.of(DIFFERS), warnings());
    assertEquals("{\"plan\":1}", contact().at("/traits").toString());
  }

  @Test
  void largeMessagesAreNotCompared() {
    String large = JANE.formatted(",\"context\":{\"junk\":\"%s\"}".formatted("x".repeat(32_768)));
    take(large);
    take(JANE.formatted(""));
    take(large);

    assertEquals(List.of(REPEATED), warnings());
    assertEquals(2, deliveries("?warnings=true").size());
  }

  @Test
  void repeatKeepsWhatElseIsToldOfIt() {
    take(JANE.formatted(""));
    take(JANE.formatted(",\"sentAt\":\"soon\""));

    assertEquals(List.of("A clock that cannot be read was left out", REPEATED), warnings());
  }

  @Test
  void aliasOfWhatBelongsToAnotherUserIsTold() {
    take(
        """
        {"type":"identify","userId":"jane","anonymousId":"a","messageId":"1",
         "timestamp":"2026-02-01T00:00:00Z"}
        """);
    take(
        """
        {"type":"alias","userId":"joe","previousId":"a","messageId":"2",
         "timestamp":"2026-02-02T00:00:00Z"}
        """);

    assertEquals(List.of(WITHOUT_EFFECT), warnings());
    assertEquals("[\"a\"]", contact().at("/anonymousIds").toString());
  }

  @Test
  void aliasOfAnotherUserIsTold() {
    take("{\"type\":\"identify\",\"userId\":\"jane\",\"traits\":{\"plan\":1},\"messageId\":\"1\"}");
    take("{\"type\":\"alias\",\"userId\":\"joe\",\"previousId\":\"jane\",\"messageId\":\"2\"}");

    assertEquals(List.of(WITHOUT_EFFECT), warnings());
    assertEquals("{\"plan\":1}", contact().at("/traits").toString());
  }

  @Test
  void aliasOfOneIdIsTold() {
    take("{\"type\":\"alias\",\"userId\":\"jane\",\"previousId\":\"jane\"}");

    assertEquals(List.of(WITHOUT_EFFECT), warnings());
  }

  @Test
  void aliasThatLinksIsNotTold() {
    take("{\"type\":\"alias\",\"userId\":\"jane\",\"previousId\":\"a\",\"messageId\":\"1\"}");
    assertEquals(List.of(), warnings());
    take("{\"type\":\"alias\",\"userId\":\"jane\",\"previousId\":\"a\",\"messageId\":\"2\"}");

    assertEquals(List.of(), warnings(), "it says what is known");
  }

  @Test
  void identifyOnSomebodyElsesBrowserIsNotTold() {
    take("{\"type\":\"identify\",\"userId\":\"jane\",\"anonymousId\":\"a\",\"messageId\":\"1\"}");
    take("{\"type\":\"identify\",\"userId\":\"joe\",\"anonymousId\":\"a\",\"messageId\":\"2\"}");

    assertEquals(List.of(), warnings());
  }

  @Test
  void theyAreCountedByKind() {
    take(JANE.formatted(""));
    take(JANE.formatted(""));

    String metrics = inlet.admin("GET", "/prometheus").body();
    assertTrue(metrics.contains("inlet_calls_repaired_total{repair=\"repeated\"}"), metrics);
  }
}
