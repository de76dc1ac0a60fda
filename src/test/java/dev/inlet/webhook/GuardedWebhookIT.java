package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Everything;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

      for (String host :
          List.of("localhost", "a.localhost", "127.0.0.1", "127.1.1.1", "10.0.0.1", "[::1]")) {
        Answer made = subscribe(inlet, at(host));
        assertEquals(400, made.status(), host);
        assertTrue(made.message().contains("inlet.forward.allow-private"), made::toString);
      }
      for (String host : List.of("169.254.169.254", "[fe80::1]", "0.0.0.0", "[fd00:ec2::254]")) {
        Answer made = subscribe(inlet, at(host));
        assertEquals(400, made.status(), host);
        assertTrue(made.message().contains(host + " is never sent to"), made::toString);
      }
      String id = subscribe(inlet, "https://example.com").at("/id").asText();
      assertEquals(
          400,
          inlet
              .admin(
                  "PATCH",
                  "/api/subscriptions/" + id,
                  "{\"url\":\"%s\"}".formatted(at("127.0.0.1")))
              .status());
      assertEquals(0, receiver.all().size());
    }
  }

  /** As by a release before, or when a name leads elsewhere than it did. */
  @Test
  void whatWasSubscribedOtherwiseIsCheckedWhenItIsSent(@TempDir Path folder) throws Exception {
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
            .start()) {
      String id = subscribe(inlet, "https://hooks.example").at("/id").asText();
      new Everything(inlet.place())
          .execute("UPDATE subscription SET url = '%s'".formatted(at("127.0.0.1")));

      Answer test = inlet.admin("POST", "/api/subscriptions/" + id + "/test");

      assertTrue(test.at("/problem").asText().contains("127.0.0.1 is not public"), test::toString);
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

  private static String at(String host) {
    return "https://" + host + ":8443/hooks";
  }

  private static Answer subscribe(RunningInlet inlet, String url) {
    return inlet.admin("POST", "/api/subscriptions", "{\"url\":\"%s\"}".formatted(url));
  }
}
