package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries are found by what people know of them. */
@NullUnmarked
class DeliverySearchIT {
  @Given private static RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void fill() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
    deliver(
        "identify",
        "\"userId\":\"ada\",\"anonymousId\":\"a-1\",\"messageId\":\"m1\","
            + "\"traits\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}");
    deliver("track", "\"userId\":\"ada\",\"event\":\"Order Completed\",\"messageId\":\"m2\"");
    deliver("track", "\"anonymousId\":\"a-1\",\"event\":\"Visited\",\"messageId\":\"m3\"");
    deliver("track", "\"userId\":\"bob\",\"event\":\"Order Completed\",\"messageId\":\"m4\"");
    deliver("track", "\"userId\":\"ada\",\"messageId\":\"m5\"");
    inlet.await(list("status=refused"), answer -> !answer.at("/deliveries").isEmpty());
  }

  private void deliver(String type, String rest) {
    inlet.deliver(key, "{\"type\":\"%s\",%s}".formatted(type, rest));
  }

  private String list(String query) {
    return "/api/accounts/" + account + "/deliveries?" + query;
  }

  private List<String> found(String query) {
    Answer answer = inlet.admin("GET", list(query));
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.at("/searchedBackTo").isNull(), answer::toString);
    return answer.at("/deliveries").findValuesAsText("messageId");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"ada@example.com", "ADA@example.com", "lovelace", "ada", "a-1"})
  void aPersonIsFoundByWhateverTheyAreCalled(String person) {
    assertEquals(List.of("m5", "m3", "m2", "m1"), found("person=" + encoded(person)));
  }

  @ParameterizedTest
  @CsvSource({
    "order completed,'m4,m2'",
    "Missing event,'m5'",
    "m3,'m3'",
    "ada@EXAMPLE,'m1'",
    "nowhere,''"
  })
  void wordsAreFoundInBodiesIdsAndReasons(String text, String messages) {
    assertEquals(messages, String.join(",", found("text=" + encoded(text))));
  }

  @Test
  void filtersNarrowEachOther() {
    assertEquals(List.of("m2"), found("person=ada&text=order"));
    assertEquals(List.of("m5"), found("person=ada&status=400"));
    assertEquals(List.of("m5"), found("person=ada&status=refused"));
    assertEquals(List.of("m3", "m2", "m1"), found("person=ada&status=accepted"));
    assertEquals(List.of("m1"), found("person=ada&type=identify"));
    assertEquals(List.of(), found("person=ada&sender=jitsu"));
    assertEquals(List.of(), found("person=ada&warnings=true"));
  }

  @Test
  void senderAndKeyAreToldApart() {
    JsonNode other =
        inlet.newKey(
            account, "{\"name\":\"t\",\"permissions\":[\"track\"],\"senders\":[\"tracking\"]}");
    inlet.post(
        "/v1/track",
        "{\"userId\":\"ada\",\"event\":\"e\",\"messageId\":\"m6\"}"
            .getBytes(StandardCharsets.UTF_8),
        RunningInlet.as(other.get("key").asText()));

    assertEquals(List.of("m6"), found("sender=" + Sender.TRACKING.wireName()));
    assertEquals(List.of("m6"), found("key=" + other.get("id").asText()));
    assertEquals(5, found("sender=destination").size());
  }

  @Test
  void timesAreFromOneToAnother() {
    JsonNode all = inlet.admin("GET", list("")).at("/deliveries");
    String second = all.get(3).get("receivedAt").asText();
    String fourth = all.get(1).get("receivedAt").asText();

    assertEquals(List.of("m3", "m2"), found("from=" + second + "&to=" + fourth));
    assertEquals(5, found("from=2020-01-01").size());
    assertEquals(List.of(), found("to=2020-01-01"));
    assertEquals(List.of(), found("from=2100-01-01T00:00"));
  }

  @Test
  void pagesGoOnWithTheSameFilters() {
    Answer first = inlet.admin("GET", list("person=ada&limit=3"));
    assertEquals(3, first.at("/deliveries").size());

    assertEquals(
        List.of("m1"), found("person=ada&limit=3&cursor=" + first.at("/nextCursor").asText()));
  }

  @Test
  void eachSaysWhatItIsAboutAndHowLongItTook() {
    JsonNode found = inlet.admin("GET", list("text=Visited")).at("/deliveries/0");

    assertEquals("Visited", found.get("subject").asText());
    assertTrue(found.get("userId").isNull());
    assertEquals("a-1", found.get("anonymousId").asText());
    assertTrue(found.get("millis").asDouble() > 0);
    JsonNode refused = inlet.admin("GET", list("status=400")).at("/deliveries/0");
    assertEquals("ada", refused.get("userId").asText());
    assertTrue(refused.get("millis").isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "status=maybe,status must be",
    "status=42,status must be",
    "sender=pigeon,sender must be",
    "from=yesterday,from must be a time",
    "to=2026-13-01,to must be a time",
    "warnings=perhaps,warnings must be"
  })
  void whatCannotBeUnderstoodIsNamed(String query, String problem) {
    Answer answer = inlet.admin("GET", list(query));

    assertEquals(400, answer.status());
    assertTrue(answer.message().startsWith(problem), answer::toString);
  }
}
