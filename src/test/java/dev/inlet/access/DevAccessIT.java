package dev.inlet.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dev environment: no log-in by a loopback name, and the documentation's own key. */
class DevAccessIT {
  @Given(environment = "dev")
  private static RunningInlet inlet;

  private static Answer ask(String... headers) throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.consolePort())) {
      String head = "GET /api/accounts HTTP/1.1\r\nConnection: close\r\n";
      return connection.head(head + String.join("\r\n", headers)).answer();
    }
  }

  private static String port() {
    return ":" + inlet.consolePort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
  void loopbackNamesAreLetIn(String name) throws IOException {
    assertEquals(200, ask("Host: " + name + port()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1"})
  void otherNamesAreNot(String name) throws IOException {
    Answer answer = ask("Host: " + name + port());

    assertEquals(403, answer.status());
    assertTrue(answer.message().startsWith("Host is not loopback"), answer::message);
  }

  @Test
  void pagesOfOtherOriginsAreNot() throws IOException {
    assertEquals(403, ask("Host: localhost" + port(), "Origin: https://evil.example").status());
    assertEquals(403, ask("Host: localhost" + port(), "Origin: null").status());
    assertEquals(403, ask("Host: localhost" + port(), "Sec-Fetch-Site: cross-site").status());
    assertEquals(
        200, ask("Host: localhost" + port(), "Origin: http://localhost" + port()).status());
  }

  @Test
  void wrongPasswordIsWrongHereToo() throws IOException {
    assertEquals(401, ask("Host: localhost" + port(), "Authorization: Bearer wrong").status());
  }

  @Test
  void documentationsOwnExampleWorks() {
    Answer answer =
        inlet.deliver("segment", "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"a\":1}}");

    assertEquals(200, answer.status());
    assertEquals(
        1, inlet.console("GET", "/api/accounts/demo/contacts/1", null).at("/traits/a").asInt());
  }
}
