package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Contacts and companies that would hold more than they may. */
@OnEveryDatabase
@NullUnmarked
class LargeContactIT {
  private static final int LARGE = 400_000;

  private static RunningInlet inlet;
  private static int accounts;

  @Parameter DatabaseKind kind;
  private String account;
  private String key;

  @BeforeParameterizedClassInvocation
  static void start(DatabaseKind kind, @TempDir Path folder) {
    inlet =
        RunningInlet.in(folder).with("inlet.answer-budget", "2s").with(kind.fresh(folder)).start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    inlet.close();
  }

  @BeforeEach
  void newAccount() {
    account = "large-" + ++accounts;
    key = inlet.newKey(account);
  }

  private int send(String call) {
    return inlet.deliver(key, call).status();
  }

  private static String identify(String trait, String value) {
    return "{\"type\":\"identify\",\"userId\":\"u\",\"anonymousId\":\"of %s\",\"messageId\":\"m-%s-%d\",\"traits\":{\"%s\":%s}}"
        .formatted(trait, trait, value.length(), trait, value);
  }

  private static String large() {
    return '"' + "x".repeat(LARGE) + '"';
  }

  private JsonNode get(String path) {
    return inlet.admin("GET", "/api/accounts/" + account + path).json();
  }

  @Test
  void theCallThatGoesBeyondIsSetAsideAloneUntilThereIsRoom() {
    assertEquals(200, send(identify("a", large())));
    assertEquals(200, send(identify("b", large())));
    assertEquals(202, send(identify("c", large())));
    assertEquals(200, send(identify("d", "1")));

    JsonNode call = get("/set-aside").at("/setAside/0");
    assertEquals("m-c-" + large().length(), call.get("messageId").asText());
    assertEquals(
        "Its contact would hold more than 1,000,000 characters of traits",
        call.get("reason").asText());
    assertEquals(1, call.get("attempts").asInt());
    assertEquals(1, get("/set-aside").at("/setAside").size());
    assertEquals("[\"of a\",\"of b\",\"of d\"]", get("/contacts/u").get("anonymousIds").toString());

    String replay = "/api/accounts/" + account + "/set-aside/replay";
    assertEquals("{\"replayed\":0,\"failed\":1}", inlet.admin("POST", replay).body());
    assertEquals(2, get("/set-aside").at("/setAside/0/attempts").asInt());
    assertEquals(200, send(identify("a", "null")));
    assertEquals("{\"replayed\":1,\"failed\":0}", inlet.admin("POST", replay).body());

    JsonNode traits = get("/contacts/u").get("traits");
    assertEquals(LARGE, traits.get("c").asText().length());
    assertFalse(traits.has("a"), "it was cleared");
  }

  @Test
  void companiesAreBoundedAlike() {
    String group =
        "{\"type\":\"group\",\"userId\":\"u\",\"groupId\":\"g\",\"messageId\":\"%s\",\"traits\":{\"%s\":%s}}";
    assertEquals(200, send(group.formatted("m1", "a", large())));
    assertEquals(200, send(group.formatted("m2", "b", large())));
    assertEquals(202, send(group.formatted("m3", "c", large())));

    assertEquals(
        "Its company would hold more than 1,000,000 characters of traits",
        get("/set-aside").at("/setAside/0/reason").asText());
  }
}
