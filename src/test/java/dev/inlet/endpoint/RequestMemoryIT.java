package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Eventually;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests take of the memory, from their heads to their answers. */
class RequestMemoryIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";
  private static final int BODY = 500_000;

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static RequestBudget budget;
  private static String key;

  @BeforeAll
  static void start() {
    inlet = RunningInlet.in(folder).start();
    budget = inlet.context().getBean(ConnectionGuard.class).budget();
    key = inlet.newKey("acme");
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  private static RawConnection begun(String path, String... headers) throws IOException {
    var lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: localhost"));
    lines.addAll(List.of(headers));
    lines.add("Content-Type: application/json");
    lines.add("Content-Length: " + (BODY + 1));
    return RawConnection.to(inlet.publicPort())
        .head(lines.toArray(String[]::new))
        .text(" ".repeat(BODY));
  }

  private static void isGivenBack() {
    Eventually.become("everything is given back", () -> budget.taken() == 0);
  }

  @Test
  void bodyThatArrivesIsCountedUntilItsConnectionEnds() throws IOException {
    try (RawConnection half = begun("/destination", "Authorization: " + basic(key))) {
      Eventually.become("the body has come", () -> budget.taken() > BODY);
      assertTrue(budget.taken() < 2 * BODY, () -> budget.taken() + " bytes");
    }

    isGivenBack();
  }

  @Test
  void everyAnswerGivesBackWhatItsRequestTook() throws Exception {
    String tracking = inlet.newKey("acme", Sender.TRACKING);
    inlet.deliver(key, IDENTIFY);
    inlet.deliver(key, "{");
    inlet.deliver(key, " ".repeat(600_000));
    inlet.deliver("none of ours", " ".repeat(BODY));
    inlet.post(
        "/v1/page",
        ("{\"userId\":\"1\",\"writeKey\":\"" + tracking + "\"}").getBytes(StandardCharsets.UTF_8));
    inlet.post("/v1/batch", " ".repeat(BODY).getBytes(StandardCharsets.UTF_8));
    inlet.post("/nowhere", " ".repeat(BODY).getBytes(StandardCharsets.UTF_8), as(key));
    inlet.send("GET", "/openapi/inlet.yml");
    inlet.send("HEAD", "/openapi/inlet.yml");
    inlet.admin("POST", "/api/accounts", "{}");
    inlet.admin("GET", "/api/accounts/acme/contacts.csv");
    inlet.console("GET", "/console/login", null);

    isGivenBack();
  }

  @Test
  void pipelinedRequestsAreGivenBackOneByOne() throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      for (int i = 0; i < 20; i++) {
        connection
            .head(
                "POST /destination HTTP/1.1",
                "Host: localhost",
                "Authorization: " + basic(key),
                "Content-Type: application/json",
                "Content-Length: " + IDENTIFY.length())
            .text(IDENTIFY);
      }
      for (int i = 0; i < 20; i++) {
        assertEquals(200, connection.answer().status());
      }

      isGivenBack();
    }
  }

  @Test
  void wrongKeyWhoseAnswerWaitsHoldsNoBody() throws IOException {
    for (int i = 0; i < 10; i++) {
      inlet.deliver("the same wrong key", IDENTIFY);
    }
    try (RawConnection slowed =
        begun("/destination", "Authorization: " + basic("the same wrong key"))) {
      slowed.text(" "); // its answer comes in two seconds
      Eventually.become("its body is let go", () -> budget.taken() == 0);
      long asked = System.nanoTime();

      assertEquals(401, slowed.answer().status());

      assertFalse(System.nanoTime() - asked < 500_000_000L, "it has waited for nothing");
    }
  }
}
