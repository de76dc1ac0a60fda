package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.forward.ChangeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed of changes, as a vendor's program reads it. */
@OnEveryDatabase
@NullUnmarked
class ChangesIT {
  @Parameter DatabaseKind kind;

  @Given(value = "inlet.types=identify,track,page,screen,group,alias,delete", per = Per.CLASS)
  private RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.DESTINATION);
  }

  private void deliver(String json, String... headers) {
    assertEquals(200, inlet.deliver(key, json, headers).status(), json);
  }

  private Answer ask(String query) {
    return inlet.admin("GET", "/api/accounts/" + account + "/changes" + query);
  }

  private JsonNode page(String query) {
    Answer answer = ask(query);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private List<JsonNode> changes(String query) {
    var changes = new ArrayList<JsonNode>();
    page(query).get("changes").forEach(changes::add);
    return changes;
  }

  private static List<String> types(List<JsonNode> changes) {
    return changes.stream().map(change -> change.get("type").asText()).toList();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Nested
  class EveryEffect {

    @Test
    void anIdentifyCallTellsOfTheContactAsItIsNow() {
      deliver(
          "{\"type\":\"identify\",\"userId\":\"ann\",\"messageId\":\"m1\","
              + "\"traits\":{\"email\":\"ann@example.com\",\"n\":1.10}}");
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"plan\":\"pro\"}}");

      List<JsonNode> changes = changes("");

      assertEquals(List.of("contact.updated", "contact.updated"), types(changes));
      JsonNode first = changes.getFirst();
      assertEquals(account, first.get("account").asText());
      assertEquals("m1", first.get("messageId").asText());
      assertEquals(List.of("email", "n"), texts(first.get("changed")));
      assertEquals(List.of("plan"), texts(changes.getLast().get("changed")));
      JsonNode shown = inlet.admin("GET", "/api/accounts/" + account + "/contacts/ann").json();
      assertEquals(shown, first.get("contact"));
      assertEquals(shown, changes.getLast().get("contact"));
      assertTrue(ask("").body().contains("\"n\":1.10"), "values stay the text they were");
    }

    @Test
    void whatChangesNothingIsNotTold() {
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"plan\":\"pro\"}}");
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"plan\":\"pro\"}}");

      assertEquals(1, changes("").size());
    }

    @Test
    void aBrowserThatBecomesKnownIsMerged() {
      deliver("{\"type\":\"identify\",\"anonymousId\":\"b1\",\"traits\":{\"colour\":\"red\"}}");
      deliver(
          "{\"type\":\"identify\",\"userId\":\"ann\",\"anonymousId\":\"b1\",\"messageId\":\"m2\"}");

      List<JsonNode> changes = changes("");

      assertEquals(List.of("contact.updated", "contact.updated", "contact.merged"), types(changes));
      JsonNode merged = changes.getLast();
      assertEquals("b1", merged.get("anonymousId").asText());
      assertEquals("ann", merged.at("/contact/userId").asText());
      assertEquals("red", merged.at("/contact/traits/colour").asText());
      assertEquals(List.of("colour"), texts(merged.get("changed")));
      assertEquals("ann", changes.getFirst().at("/contact/id").asText(), "as it is now");
    }

    @Test
    void aGroupCallTellsOfTheCompanyAndItsMember() {
      deliver(
          "{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"g1\",\"messageId\":\"m1\","
              + "\"traits\":{\"name\":\"Acme\"}}");
      deliver("{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"g1\"}");

      List<JsonNode> changes = changes("");

      assertEquals(List.of("company.updated", "membership.added"), types(changes));
      assertEquals("Acme", changes.getFirst().at("/company/name").asText());
      JsonNode membership = changes.getLast().get("membership");
      assertEquals("g1", membership.get("groupId").asText());
      assertEquals("Acme", membership.get("name").asText());
      assertEquals("ann", membership.get("userId").asText());
      assertEquals("ann", membership.get("contactId").asText());
      assertEquals("m1", changes.getLast().get("messageId").asText());
    }

    @Test
    void eventsPagesAndScreensAreTold() {
      deliver(
          "{\"type\":\"track\",\"userId\":\"ann\",\"event\":\"Bought\",\"messageId\":\"m1\","
              + "\"properties\":{\"revenue\":9.90}}");
      deliver("{\"type\":\"page\",\"userId\":\"ann\",\"name\":\"Home\"}");
      deliver("{\"type\":\"screen\",\"userId\":\"ann\",\"name\":\"Start\"}");

      List<JsonNode> changes = changes("");

      assertEquals(List.of("event.received", "page.received", "screen.received"), types(changes));
      assertEquals(inlet.all(account, "events").getFirst(), changes.getFirst().get("event"));
      assertEquals("m1", changes.getFirst().get("messageId").asText());
      assertEquals("Home", changes.get(1).at("/page/name").asText());
      assertEquals("Start", changes.get(2).at("/page/name").asText());
    }

    @Test
    void theyCarryTheSettingsOfTheirCallsWithoutSecrets() {
      String settings =
          RunningInlet.base64("{\"region\":\"eu\",\"apiKey\":\"hush\",\"n\":{\"token\":\"hush\"}}");
      deliver(
          "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}", "X-Segment-Settings", settings);
      deliver("{\"type\":\"identify\",\"userId\":\"a\"}", "X-Segment-Settings", settings);
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");

      List<JsonNode> changes = changes("");

      assertEquals("{\"region\":\"eu\",\"n\":{}}", changes.get(0).get("settings").toString());
      assertEquals("{\"region\":\"eu\",\"n\":{}}", changes.get(1).get("settings").toString());
      assertEquals("{}", changes.get(2).get("settings").toString());
      assertFalse(
          new Everything(inlet.place()).columnsWith("hush").contains("change_feed.changes"));
    }

    @Test
    void aRepeatedMessageIsToldOnce() {
      String call = "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\",\"messageId\":\"m1\"}";
      deliver(call);
      deliver(call);

      assertEquals(1, changes("").size());
    }
  }

  @Nested
  class Erasing {

    @Test
    void whoWasErasedIsToldOnceByTheirIdsAndNothingElseOfThem() {
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"anonymousId\":\"b1\"}");
      deliver("{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"g1\"}");
      deliver("{\"type\":\"track\",\"anonymousId\":\"b1\",\"event\":\"e\"}");
      deliver("{\"type\":\"identify\",\"userId\":\"bob\"}");
      String start = page("?limit=1").get("next").asText();
      String contact = "/api/accounts/" + account + "/contacts/ann";
      assertEquals(200, inlet.admin("DELETE", contact).status());
      inlet.admin("DELETE", contact);

      List<JsonNode> changes = changes("?after=" + start);

      assertEquals(List.of("company.updated", "contact.updated", "contact.erased"), types(changes));
      JsonNode erased = changes.getLast();
      assertEquals("ann", erased.at("/contact/id").asText());
      assertEquals("ann", erased.at("/contact/userId").asText());
      assertEquals(List.of("b1"), texts(erased.at("/contact/anonymousIds")));
      assertTrue(erased.get("messageId").isNull());
    }

    @Test
    void aDeleteCallIsToldWithItsMessage() {
      deliver("{\"type\":\"identify\",\"userId\":\"ann\"}");
      deliver("{\"type\":\"delete\",\"userId\":\"ann\",\"messageId\":\"m9\"}");

      List<JsonNode> changes = changes("");

      assertEquals(List.of("contact.erased"), types(changes));
      assertEquals("m9", changes.getFirst().get("messageId").asText());
      assertEquals("ann", changes.getFirst().at("/contact/id").asText());
    }

    @Test
    void whoComesBackIsToldOfAgain() {
      deliver("{\"type\":\"identify\",\"userId\":\"ann\"}");
      inlet.admin("DELETE", "/api/accounts/" + account + "/contacts/ann");
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"a\":1}}");

      assertEquals(List.of("contact.erased", "contact.updated"), types(changes("")));
    }
  }

  @Nested
  class GoingOn {

    @Test
    void eachPageBeginsWhereTheOneBeforeEnded() {
      for (int i = 0; i < 7; i++) {
        deliver(
            "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\",\"messageId\":\"m%d\"}"
                .formatted(i));
      }
      var read = new ArrayList<String>();
      String after = "";
      JsonNode page;
      do {
        page = page("?limit=3" + after);
        page.get("changes").forEach(change -> read.add(change.get("messageId").asText()));
        after = "&after=" + page.get("next").asText();
      } while (!page.get("changes").isEmpty());

      assertEquals(List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6"), read);
    }

    @Test
    void thePositionOfAnyChangeIsAPlaceToGoOnFrom() {
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"1\"}");
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"2\"}");
      List<JsonNode> all = changes("");

      List<JsonNode> after = changes("?after=" + all.getFirst().get("position").asText());

      assertEquals(all.subList(1, 2), after);
    }

    @Test
    void onlySomeTypesAreRead() {
      deliver("{\"type\":\"identify\",\"userId\":\"a\"}");
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");
      deliver("{\"type\":\"page\",\"userId\":\"a\"}");

      assertEquals(
          List.of("contact.updated", "page.received"),
          types(changes("?types=page.received,%20contact.updated")));
    }

    @Test
    void whoBeginsNowMissesWhatWas() {
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"1\"}");
      JsonNode now = page("?after=now");
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"2\"}");

      assertEquals(0, now.get("changes").size());
      List<JsonNode> changes = changes("?after=" + now.get("next").asText());
      assertEquals(1, changes.size());
      assertEquals("2", changes.getFirst().at("/event/event").asText());
    }

    @Test
    void allAccountsAreReadTogetherAndEachAlone() {
      String before = inlet.admin("GET", "/api/changes?after=now").json().get("next").asText();
      String other = inlet.newAccount();
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"mine\"}");
      inlet.deliver(
          inlet.newKey(other), "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"theirs\"}");

      JsonNode all = inlet.admin("GET", "/api/changes?after=" + before).json();

      assertEquals(2, all.get("changes").size(), all::toString);
      assertEquals(account, all.at("/changes/0/account").asText());
      assertEquals(other, all.at("/changes/1/account").asText());
      assertEquals(1, changes("?after=" + before).size());
    }

    @Test
    void manyChangesOfOneContactComeAtOnce() {
      String traits = "\"" + "x".repeat(100_000) + "\"";
      for (int i = 0; i < 30; i++) {
        deliver(
            "{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"large\":%s,\"n\":%d}}"
                .formatted(traits, i));
      }
      int read = 0;
      String after = "";
      int pages = 0;
      JsonNode page;
      do {
        page = page("?limit=200" + after);
        read += page.get("changes").size();
        after = "&after=" + page.get("next").asText();
        pages++;
      } while (!page.get("changes").isEmpty());

      assertEquals(30, read);
      assertTrue(pages > 2, "a page ends before it gets too large");
    }
  }

  @Nested
  class Waiting {

    @Test
    void aReaderIsAnsweredAsSoonAsThereIsAChange() throws Exception {
      String after = page("?after=now").get("next").asText();
      CompletableFuture<JsonNode> waiting =
          CompletableFuture.supplyAsync(() -> page("?wait=8&after=" + after));
      Thread.sleep(300);
      assertFalse(waiting.isDone());
      long start = System.nanoTime();
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");

      JsonNode page = waiting.get(5, TimeUnit.SECONDS);

      assertEquals(1, page.get("changes").size());
      assertTrue(System.nanoTime() - start < 2_000_000_000L, "within two seconds");
    }

    @Test
    void anotherTypeOrAccountWakesNobodyForNothing() throws Exception {
      String after = page("?after=now").get("next").asText();
      CompletableFuture<JsonNode> waiting =
          CompletableFuture.supplyAsync(() -> page("?wait=8&types=event.received&after=" + after));
      deliver("{\"type\":\"page\",\"userId\":\"a\"}");
      inlet.deliver(
          inlet.newKey(inlet.newAccount()),
          "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");
      Thread.sleep(500);
      assertFalse(waiting.isDone());
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");

      assertEquals(1, waiting.get(5, TimeUnit.SECONDS).get("changes").size());
    }

    @Test
    void whenNothingComesTheAnswerSaysWhereToGoOn() {
      String after = page("?after=now").get("next").asText();
      long start = System.nanoTime();

      JsonNode page = page("?wait=1&after=" + after);

      assertEquals(0, page.get("changes").size());
      assertTrue(System.nanoTime() - start >= 1_000_000_000L, "it has waited");
      assertEquals(0, page("?after=" + page.get("next").asText()).get("changes").size());
    }
  }

  @Nested
  class Refused {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
"""
after=x       | after must be the next of the answer before, the position of a change, or now
after=        | after must be the next of the answer before, the position of a change, or now
types=event   | types must be kinds of changes with commas between, such as contact.updated,event.received
types=        | types must be kinds of changes with commas between, such as contact.updated,event.received
limit=0       | limit must be a whole number from 1 to 200
limit=201     | limit must be a whole number from 1 to 200
wait=61       | wait must be a whole number of seconds from 0 to 60
wait=-1       | wait must be a whole number of seconds from 0 to 60
wait=5s       | wait must be a whole number of seconds from 0 to 60
""")
    void aWrongParameterIsNamed(String parameter, String message) {
      for (String path : List.of("/api/changes", "/api/accounts/" + account + "/changes")) {
        Answer answer = inlet.admin("GET", path + "?" + parameter);
        assertEquals(400, answer.status(), answer::toString);
        assertEquals(message, answer.message());
      }
    }

    @Test
    void anAccountThatIsNotThereIsMissing() {
      assertEquals(404, inlet.admin("GET", "/api/accounts/nobody/changes").status());
    }

    @Test
    void aPositionOfAnotherFeedIsGone() {
      Answer answer = ask("?after=" + "OTk5OTk5OTk5OTku");

      assertEquals(410, answer.status());
      assertTrue(answer.message().startsWith("There is no such position in the feed"));
    }

    @Test
    void whoAsksForWhatIsNotKeptIsToldThatChangesWereMissed() throws Exception {
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"1\"}");
      String old = page("").get("next").asText();
      deliver("{\"type\":\"track\",\"userId\":\"a\",\"event\":\"2\"}");
      long last = inlet.context().getBean(ChangeStore.class).last();
      new Everything(inlet.place())
          .execute(
              "UPDATE change_feed_floor SET position = " + last,
              "DELETE FROM change_feed WHERE position <= " + last);

      Answer answer = ask("?after=" + old);

      assertEquals(410, answer.status());
      assertTrue(answer.message().startsWith("Changes after this position are not kept any more"));
      assertEquals(0, changes("").size(), "from the beginning of what is kept");
    }
  }
}
