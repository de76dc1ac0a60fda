package dev.inlet.webhook;

import static dev.inlet.RunningInlet.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What a subscriber refused before a restart reaches it afterwards. */
@OnEveryDatabase
@NullUnmarked
class WebhookRestartIT {
  private static final int CALLS = 10;
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String OTHER_KEY = "YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @Test
  void afterARestartEverythingArrives() throws IOException {
    Map<String, Object> place = kind.fresh(folder);
    Set<String> all = IntStream.range(0, CALLS).mapToObj(i -> "m" + i).collect(Collectors.toSet());
    try (var receiver = new Receiver()) {
      receiver.answers(503);
      try (RunningInlet inlet = start(place)) {
        String key = inlet.newKey("acme");
        String wanted = "{\"url\":\"%s\"}".formatted(receiver.url());
        assertEquals(201, inlet.admin("POST", "/api/subscriptions", wanted).status());
        for (int i = 0; i < CALLS; i++) {
          String call =
              "{\"type\":\"track\",\"userId\":\"user%d\",\"event\":\"e\",\"messageId\":\"m%d\"}";
          assertEquals(2, inlet.deliver(key, call.formatted(i % 3, i)).status() / 100);
        }
        await(() -> receiver.all().size(), size -> size > 0);
      }
      receiver.answers(200);
      try (RunningInlet again = start(place)) {
        await(() -> Set.copyOf(receiver.messageIds()), all::equals);
      }
    }
  }

  @Test
  void underAnotherKeyNoneIsSwitchedOn() {
    Map<String, Object> place = kind.fresh(folder);
    String path;
    try (RunningInlet inlet = start(place)) {
      String wanted = "{\"url\":\"http://localhost/\",\"active\":false}";
      path =
          "/api/subscriptions/"
              + inlet.admin("POST", "/api/subscriptions", wanted).at("/id").asText();
    }
    try (RunningInlet again = start(place, OTHER_KEY)) {
      Answer answer = again.admin("PATCH", path, "{\"active\":true}");

      assertEquals(409, answer.status(), answer::toString);
      assertTrue(answer.message().contains("inlet.forward.key is another"), answer::message);
      assertEquals("paused", again.admin("GET", path).at("/state").asText());
    }
  }

  private RunningInlet start(Map<String, Object> place) {
    return start(place, KEY);
  }

  private RunningInlet start(Map<String, Object> place, String key) {
    return RunningInlet.in(folder)
        .with(place)
        .with("inlet.forward.key", key)
        .with("inlet.forward.allow-private", "true")
        .start();
  }
}
