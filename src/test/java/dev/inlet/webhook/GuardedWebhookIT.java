package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody reaches inside by subscribing, unless the operator allows it. */
class GuardedWebhookIT {
  @Test
  void privateAddressesAndPlainHttpAreRefused(@TempDir Path folder) throws IOException {
    try (RunningInlet inlet =
            RunningInlet.in(folder)
                .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .start();
        var receiver = new Receiver()) {
      Answer plain = subscribe(inlet, receiver.url());
      assertEquals(400, plain.status());
      assertTrue(plain.message().startsWith("url must be https"), plain::toString);

      for (String host : new String[] {"localhost", "127.0.0.1", "[::1]", "169.254.169.254"}) {
        String url = receiver.url().replace("http:", "https:").replace("localhost", host);
        String id = subscribe(inlet, url).at("/id").asText();
        Answer test = inlet.admin("POST", "/api/subscriptions/" + id + "/test");
        assertEquals(
            "The host has an address that is not public", test.at("/problem").asText(), host);
      }
      assertEquals(0, receiver.all().size());
    }
  }

  @Test
  void withoutAKeyNothingIsSealedAndSoNothingMade(@TempDir Path folder) {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      Answer answer = subscribe(inlet, "https://example.com");
      assertEquals(409, answer.status());
      assertTrue(answer.message().contains("INLET_FORWARD_KEY"), answer::toString);
    }
  }

  private static Answer subscribe(RunningInlet inlet, String url) {
    return inlet.admin("POST", "/api/subscriptions", "{\"url\":\"%s\"}".formatted(url));
  }
}
