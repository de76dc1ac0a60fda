package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class ExplainIT {
  @Parameter DatabaseKind kind;
  @Given private RunningInlet inlet;
  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  @Test
  void aTraitNamesTheMessageThatSetItAndThoseThatLost() {
    identify("\"anonymousId\":\"b\"", 3, "m3", "\"plan\":\"pro\"");
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"free\"");
    identify("\"userId\":\"jane\",\"anonymousId\":\"b\"", 2, "m2", "\"plan\":\"basic\"");

    JsonNode trait = explain("jane", "plan").at("/trait");

    assertEquals("pro m3 null b", source(trait));
    assertEquals(List.of("basic m2 jane null older", "free m1 jane null older"), lost(trait));
    assertTrue(explain("jane", "plan").at("/field").isNull());
  }

  @Test
  void aReservedTraitIsExplainedAsAFieldToo() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"first_name\":\"Jane\"");
    identify("\"userId\":\"jane\"", 2, "m2", "\"firstName\":\"Janet\"");

    JsonNode field = explain("jane", "firstName").at("/field");

    assertEquals("Janet m2 jane null", source(field));
    assertEquals(List.of("Jane m1 jane null older"), lost(field));
    assertEquals("Jane m1 jane null", source(explain("jane", "first_name").at("/trait")));
  }

  @Test
  void aClearedTraitSaysWhoClearedIt() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\"");
    identify("\"userId\":\"jane\"", 2, "m2", "\"plan\":null");

    JsonNode trait = explain("jane", "plan").at("/trait");

    assertEquals("null m2 jane null", source(trait));
    assertEquals(List.of("pro m1 jane null cleared"), lost(trait));
  }

  @Test
  void allTraitsAndFieldsAreListedWithTheirMessages() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\",\"email\":\"j@example.com\"");
    identify("\"userId\":\"jane\"", 2, "m2", "\"plan\":null");

    Answer answer = inlet.admin("GET", path("jane") + "/traits");

    assertEquals("email", answer.at("/traits/0/name").asText());
    assertEquals("null m2 jane null", source(answer.at("/traits/1")));
    assertEquals("j@example.com m1 jane null", source(answer.at("/fields/0")));
  }

  @Test
  void nothingOfOtherPeopleOrAccountsIsTold() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\"");
    identify("\"userId\":\"joe\"", 2, "m2", "\"plan\":\"joes\"");
    String other = inlet.newKey(account + "-b");
    inlet.deliver(other, call("\"userId\":\"jane\"", 3, "m3", "\"plan\":\"other\""));

    JsonNode trait = explain("jane", "plan").at("/trait");

    assertEquals("pro m1 jane null", source(trait));
    assertEquals(List.of(), lost(trait));
  }

  @Test
  void aCompanysTraitIsExplainedToo() {
    for (int i = 1; i <= 2; i++) {
      inlet.deliver(
          key,
          "{\"type\":\"group\",\"userId\":\"jane\",\"groupId\":\"g\",\"messageId\":\"m%d\",\"timestamp\":\"2026-03-01T12:00:0%dZ\",\"traits\":{\"name\":\"Acme %d\"}}"
              .formatted(i, i, i));
    }
    identify("\"userId\":\"jane\"", 3, "m3", "\"name\":\"Jane\"");
    String path = "/api/accounts/" + account + "/companies/";

    Answer answer = inlet.admin("GET", path + "g/traits/name");

    assertEquals("Acme 2 m2 null null", source(answer.at("/field")));
    assertEquals(List.of("Acme 1 m1 null null older"), lost(answer.at("/field")));
    assertEquals("[]", answer.at("/cutClocks").toString());
    assertEquals(404, inlet.admin("GET", path + "g/traits/colour").status());
    assertEquals(404, inlet.admin("GET", path + "h/traits/name").status());
  }

  @Test
  void aClockThatWasCutIsNamed() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"free\"");
    inlet.deliver(
        key,
        call("\"userId\":\"jane\"", 1, "m2", "\"plan\":\"pro\"").replace("2026-03", "2999-03"));

    Answer answer = explain("jane", "plan");

    assertEquals("m2", answer.at("/trait/setBy/messageId").asText());
    assertEquals("[\"m2\"]", answer.at("/cutClocks").toString());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\"");
    assertEquals(404, inlet.admin("GET", path("joe") + "/traits").status());
    assertEquals(404, inlet.admin("GET", path("joe") + "/traits/plan").status());
    assertEquals(404, inlet.admin("GET", path("jane") + "/traits/colour").status());
  }

  @Test
  void aDeliveryShowsWhatWasSent() {
    String refused = "{\"type\":\"identify\",\"anonymousId\":\"\",\"x\":\"ü\"}";
    inlet.deliver(key, refused, "X-Segment-Settings", RunningInlet.base64("{\"a\":1}"));
    identify("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\"");
    String path = "/api/accounts/" + account + "/deliveries";
    Answer listed = inlet.await(path, answer -> answer.at("/deliveries").size() == 2);

    JsonNode accepted = detail(path, listed.at("/deliveries/0/id").asText());
    JsonNode other = detail(path, listed.at("/deliveries/1/id").asText());

    assertEquals(
        call("\"userId\":\"jane\"", 1, "m1", "\"plan\":\"pro\""), accepted.get("body").asText());
    assertTrue(accepted.get("settings").isNull());
    assertEquals(refused, other.get("body").asText());
    assertEquals("{\"a\":1}", other.get("settings").toString());
    assertEquals(404, inlet.admin("GET", path + "/r0").status());
    assertEquals(404, inlet.admin("GET", path + "/x").status());
  }

  private JsonNode detail(String path, String id) {
    return inlet.admin("GET", path + "/" + id).json();
  }

  private void identify(String ids, int second, String messageId, String traits) {
    assertEquals(2, inlet.deliver(key, call(ids, second, messageId, traits)).status() / 100);
    RunningInlet.await(
        () -> inlet.console("GET", "/prometheus", null),
        answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
  }

  private static String call(String ids, int second, String messageId, String traits) {
    return "{\"type\":\"identify\",%s,\"timestamp\":\"2026-03-01T12:00:0%dZ\",\"messageId\":\"%s\",\"traits\":{%s}}"
        .formatted(ids, second, messageId, traits);
  }

  private Answer explain(String contact, String name) {
    Answer answer = inlet.admin("GET", path(contact) + "/traits/" + name);
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private String path(String contact) {
    return "/api/accounts/" + account + "/contacts/" + contact;
  }

  private static String source(JsonNode value) {
    return "%s %s %s %s"
        .formatted(
            value.get("value").asText(),
            value.at("/setBy/messageId").asText(),
            value.at("/setBy/userId").asText(),
            value.at("/setBy/anonymousId").asText());
  }

  private static List<String> lost(JsonNode explained) {
    var lost = new ArrayList<String>();
    explained.get("lost").forEach(one -> lost.add(source(one) + " " + one.get("reason").asText()));
    return lost;
  }
}
