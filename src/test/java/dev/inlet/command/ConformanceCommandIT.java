package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inlet.FreePort;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segment's contract, played against Inlet, and against destinations that do not keep it. */
@NullUnmarked
class ConformanceCommandIT {
  @Given private static RunningInlet inlet;

  private static Shell.Ended conformance(String... arguments) {
    var words = new ArrayList<>(List.of("conformance"));
    words.addAll(List.of(arguments));
    return new Shell(Map.of()).run(words.toArray(String[]::new));
  }

  private static Map<String, String> outcomes(Shell.Ended ended) throws IOException {
    var outcomes = new HashMap<String, String>();
    for (String line : ended.out()) {
      JsonNode result = new JsonMapper().readTree(line);
      outcomes.put(result.get("requirement").asText(), result.get("outcome").asText());
    }
    return outcomes;
  }

  private static String console(String path) {
    return "http://localhost:" + inlet.consolePort() + path;
  }

  @Test
  void inletMeetsAllOfIt(@TempDir Path folder) throws Exception {
    String account = inlet.newAccount();
    String key = inlet.newKey(account, Sender.DESTINATION);
    String authorization = "Authorization: Bearer " + RunningInlet.ADMIN_PASSWORD;
    String maintenance =
        "curl -sf -X PUT -H '%s' -H 'Content-Type: application/json' -d '{\"enabled\":%s}' %s";
    Path html = folder.resolve("report.html");
    Path junit = folder.resolve("report.xml");
    Path badge = folder.resolve("badge.svg");

    Shell.Ended ended =
        conformance(
            "http://localhost:" + inlet.publicPort() + "/destination",
            "--key=" + key,
            "--types=identify,track,page,group",
            "--look=" + console("/api/accounts/" + account + "/contacts/{userId}"),
            "--look-header=" + authorization,
            "--close=" + maintenance.formatted(escaped(authorization), true, maintenanceUrl()),
            "--open=" + maintenance.formatted(escaped(authorization), false, maintenanceUrl()),
            "--report=" + html,
            "--report=" + junit,
            "--report=" + badge);

    assertEquals(0, ended.code(), ended::text);
    assertFalse(ended.text().contains("FAILED"), ended::text);
    assertFalse(ended.text().contains("warning "), ended::text);
    assertEquals(
        2, ended.out().stream().filter(line -> line.startsWith("skipped")).count(), ended::text);
    assertTrue(Files.readString(html).contains("Shows the person of an identify call"));
    assertFalse(Files.readString(html).contains(key));
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
    assertEquals(0, document.getElementsByTagName("failure").getLength());
    assertEquals(2, document.getElementsByTagName("skipped").getLength());
    assertTrue(Files.readString(badge).contains("passed"));
  }

  private static String maintenanceUrl() {
    return console("/api/maintenance");
  }

  private static String escaped(String text) {
    return text.replace("'", "'\\''");
  }

  /** A destination that answers each call in one and the same way. */
  private static Shell.Ended against(int status, String type, String body) throws IOException {
    return against(exchange -> answer(exchange, status, type, body));
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static Shell.Ended against(Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().readAllBytes();
              handler.handle(exchange);
            }
          });
      server.start();
      return conformance(
          "http://localhost:" + server.getAddress().getPort() + "/", "--key=k", "--json");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void whoTakesEverythingMissesWhatIsToBeRefused() throws IOException {
    Shell.Ended ended = against(200, "text/plain", "");

    assertEquals(1, ended.code());
    Map<String, String> outcomes = outcomes(ended);
    assertEquals("passed", outcomes.get("identify"));
    for (String missed :
        List.of(
            "unknown-type",
            "key-missing",
            "key-unknown",
            "key-malformed",
            "no-json",
            "no-body",
            "no-object",
            "nobody")) {
      assertEquals("failed", outcomes.get(missed), missed);
    }
    assertEquals("skipped", outcomes.get("contact"));
    assertEquals("skipped", outcomes.get("messages"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, text/html, <html>Bad</html>, nothing-leaked",
    "400, application/json, {\"error\":\"x\"}, messages",
    "400, text/plain, {\"message\":\"x\"}, messages",
    "400, application/json, {\"message\":\"NullPointerException: at com.acme.A.b(A.java:3)\"},"
        + " nothing-leaked",
    "302, application/json, {\"message\":\"x\"}, post",
    "401, application/json, {\"message\":\"x\"}, post",
    "404, application/json, {\"message\":\"x\"}, post",
    "501, application/json, {\"message\":\"x\"}, casing"
  })
  void whatIsWrongIsNamed(int status, String type, String body, String requirement)
      throws IOException {
    Shell.Ended ended = against(status, type, body);

    assertEquals(1, ended.code());
    assertEquals("failed", outcomes(ended).get(requirement), ended::text);
  }

  @Test
  void whatIsTriedAgainAndTakenThenIsAWarning() throws IOException {
    var calls = new AtomicInteger();
    Shell.Ended ended =
        against(
            exchange -> {
              boolean isFirst = calls.incrementAndGet() == 1;
              answer(exchange, isFirst ? 503 : 202, "application/json", "{\"message\":\"Busy\"}");
            });

    Map<String, String> outcomes = outcomes(ended);
    assertEquals("passed", outcomes.get("post"));
    assertEquals("warning", outcomes.get("retries"));
  }

  @Test
  void whoDoesNotAnswerIsNotAskedForTheRest() throws IOException {
    Shell.Ended ended = conformance("http://localhost:" + FreePort.take() + "/", "--json");

    assertEquals(1, ended.code());
    Map<String, String> outcomes = outcomes(ended);
    assertEquals("failed", outcomes.remove("post"));
    assertEquals(Set.of("skipped"), Set.copyOf(outcomes.values()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.com/ | URL must begin with https:// or http://",
        "http://localhost:1/ --types=wave | wave",
        "http://localhost:1/ --look=http://localhost/ | --look must contain {userId}",
        "http://localhost:1/ --look-header=x | --look-header must be NAME:VALUE",
        "http://localhost:1/ --close=true | --close and --open go together",
        "http://localhost:1/ --report=x.pdf | --report must end in",
        "http://localhost:1/ --report=no-such-folder/x.html | nothing can be written where"
      })
  void wrongOptionsAreNamedAndNothingIsSent(String arguments, String problem) {
    Shell.Ended ended = conformance(arguments.split(" "));

    assertEquals(ExitCode.WRONG_USAGE, ended.code());
    assertTrue(ended.err().getFirst().contains(problem), () -> ended.err().toString());
  }
}
