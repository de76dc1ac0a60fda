package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Eventually;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A subscriber who answers a byte a second is cut off, and delays nobody. */
@NullUnmarked
class SlowReceiverIT {
  private static final Duration CUT_OFF_WITHIN = Duration.ofSeconds(20);
  private static final int CHANGES = 20;

  @TempDir Path folder;

  @Test
  void anAnswerOfAByteASecondIsCutOffAndDelaysNobody() throws IOException {
    try (var slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var other = new Receiver();
        RunningInlet inlet =
            RunningInlet.in(folder)
                .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .with("inlet.forward.allow-private", "true")
                .start()) {
      Thread.ofVirtual().start(() -> answerSlowly(slow));
      String key = inlet.newKey("acme");
      String id = subscribe(inlet, "http://localhost:" + slow.getLocalPort() + "/");
      subscribe(inlet, other.url());
      long start = System.nanoTime();
      for (int i = 0; i < CHANGES; i++) {
        inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"u%d\",\"event\":\"e\"}".formatted(i));
      }
      Eventually.become("the other has all", () -> other.all().size() == CHANGES);
      assertTrue(
          System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "before it is cut off");

      String path = "/api/subscriptions/" + id + "/deliveries";
      Eventually.become(
          "it is cut off",
          CUT_OFF_WITHIN,
          () -> !inlet.admin("GET", path).at("/deliveries").isEmpty());
      JsonNode attempt = inlet.admin("GET", path).at("/deliveries/0");
      assertTrue(attempt.get("status").isNull(), attempt::toString);
      assertEquals("No answer within 15 s", attempt.get("problem").asText());
      assertTrue(attempt.get("millis").asInt() < 17_000, attempt::toString);
    }
  }

  private static String subscribe(RunningInlet inlet, String url) {
    Answer answer = inlet.admin("POST", "/api/subscriptions", "{\"url\":\"%s\"}".formatted(url));
    assertEquals(201, answer.status(), answer::toString);
    return answer.at("/id").asText();
  }

  private static void answerSlowly(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> trickle(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void trickle(Socket connection) {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (connection) {
      for (byte one : answer) {
        connection.getOutputStream().write(one);
        Thread.sleep(1_000);
      }
    } catch (IOException e) {
      // It was cut off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
