package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.inlet.Answer;
import dev.inlet.Eventually;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscribers who hang, or answer a byte a second, are cut off, and delay nobody. */
@NullUnmarked
class SlowReceiverIT {
  private static final Duration CUT_OFF_WITHIN = Duration.ofSeconds(20);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
  private static final int CHANGES = 20;
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n";

  @TempDir Path folder;

  /** One that answers slowly: all of this at once, then a byte a second. */
  private static final class SlowReceiver implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String atOnce;
    private final String slowly;

    SlowReceiver(String atOnce, String slowly) throws IOException {
      this.atOnce = atOnce;
      this.slowly = slowly;
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!server.isClosed()) {
        try {
          Socket connection = server.accept();
          Thread.ofVirtual().start(() -> answer(connection));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void answer(Socket connection) {
      try (connection) {
        OutputStream out = connection.getOutputStream();
        out.write(atOnce.getBytes(StandardCharsets.US_ASCII));
        for (byte one : slowly.getBytes(StandardCharsets.US_ASCII)) {
          out.write(one);
          Thread.sleep(1_000);
        }
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // It was cut off.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    String url() {
      return "http://localhost:" + server.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Test
  void whoHangsOrAnswersAByteASecondIsCutOffAndDelaysNobody() throws IOException {
    try (var hanging = new SlowReceiver("", "");
        var slow = new SlowReceiver("", HEAD);
        var slowBody = new SlowReceiver(HEAD, "It is well".repeat(6));
        var late = new Receiver();
        var other = new Receiver();
        RunningInlet inlet =
            RunningInlet.in(folder)
                .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .with("inlet.forward.allow-private", "true")
                .start()) {
      String key = inlet.newKey("acme");
      List<String> ofNoAnswer =
          List.of(subscribe(inlet, hanging.url()), subscribe(inlet, slow.url()));
      String ofSlowBody = subscribe(inlet, slowBody.url());
      subscribe(inlet, other.url());
      late.answers(SlowReceiverIT::lateAndInTime);
      String ofLate =
          made(inlet, "{\"url\":\"%s\",\"types\":[\"contact.updated\"]}".formatted(late.url()));
      long start = System.nanoTime();
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ann\"}");
      for (int i = 1; i < CHANGES; i++) {
        inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"u%d\",\"event\":\"e\"}".formatted(i));
      }
      Eventually.become("the other has all", () -> other.all().size() == CHANGES);
      assertTrue(
          System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "before they are cut off");

      for (String id : ofNoAnswer) {
        JsonNode attempt = attempt(inlet, id);
        assertTrue(attempt.get("status").isNull(), attempt::toString);
        assertEquals("No answer within 15 s", attempt.get("problem").asText());
        JsonNode shown = inlet.admin("GET", "/api/subscriptions/" + id).json();
        assertEquals("active", shown.get("state").asText());
        assertFalse(shown.get("failingSince").isNull(), shown::toString);
        assertTrue(shown.get("waiting").asInt() > 0, shown::toString);
      }
      JsonNode inTime = attempt(inlet, ofLate);
      assertEquals(200, inTime.get("status").asInt(), inTime::toString);
      JsonNode attempt = attempt(inlet, ofSlowBody);
      assertEquals(200, attempt.get("status").asInt(), attempt::toString);
      JsonNode shown = inlet.admin("GET", "/api/subscriptions/" + ofSlowBody).json();
      assertTrue(shown.get("failingSince").isNull(), "it has said that all is well");
      assertEquals(0, shown.get("waiting").asInt());
    }
  }

  /** A second before it would be too late, for what a busy machine needs. */
  private static void lateAndInTime(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(ANSWERS_WITHIN.minusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Receiver.status(exchange, 200);
  }

  /** The first that is noted, which took no longer than it may. */
  private static JsonNode attempt(RunningInlet inlet, String id) {
    String path = "/api/subscriptions/" + id + "/deliveries";
    Eventually.become(
        "it is cut off",
        CUT_OFF_WITHIN,
        () -> !inlet.admin("GET", path).at("/deliveries").isEmpty());
    JsonNode attempt = inlet.admin("GET", path).at("/deliveries/0");
    assertTrue(attempt.get("millis").asInt() < 17_000, attempt::toString);
    return attempt;
  }

  private static String subscribe(RunningInlet inlet, String url) {
    return made(inlet, "{\"url\":\"%s\"}".formatted(url));
  }

  private static String made(RunningInlet inlet, String subscription) {
    Answer answer = inlet.admin("POST", "/api/subscriptions", subscription);
    assertEquals(201, answer.status(), answer::toString);
    return answer.at("/id").asText();
  }
}
