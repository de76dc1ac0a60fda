package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The servers that OPERATING.md says how to start, started as it stands there, and what is brought
 * from one to another. Other than there are only what {@link OperatorShell} and the replacements
 * below name.
 */
@NullUnmarked
@Order(2)
class OperatingServersIT {
  static final DocumentedSteps STEPS =
      new DocumentedSteps(
          CodeBlock.OPERATING,
          Map.of(
              "TLS", OperatingServersIT::requestsAreAnsweredInTls,
              "PostgreSQL", OperatingServersIT::tablesAreMade,
              "PostgreSQL (2)", OperatingServersIT::whatH2HasStoredIsCopied,
              "Kafka as the journal", OperatingServersIT::callsGoByKafka,
              "Starting faster", OperatingServersIT::cacheIsRead,
              "One account as a file", OperatingServersIT::accountIsImportedElsewhere));

  private static final String URL = "jdbc:postgresql://db.example.com/inlet";
  private static final String PASSWORD = "what nobody guesses";
  private static final String IDENTIFY =
      "curl %s/destination -u %s: -H 'Content-Type: application/json'"
          + " -d '{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"plan\":\"pro\"}}'";

  @TempDir static Path folder;

  /**
   * On PostgreSQL, with what was stored in H2 before; it is there until an account was exported.
   */
  private static OperatorShell copied;

  private static OperatorShell cached;
  private static Path h2;
  private static String database;

  @AfterAll
  static void close() throws Exception {
    for (OperatorShell shell : new OperatorShell[] {copied, cached}) {
      if (shell != null) {
        shell.close();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> isDoneAsItStandsThere() {
    return STEPS.tests();
  }

  /** In the dev environment, so that there is a key to send with. */
  private static OperatorShell shell(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Path data = own.resolve("data");
    return OperatorShell.cached(own)
        .set("MICRONAUT_ENVIRONMENTS", "dev")
        .set("INLET_ADMIN_PASSWORD", PASSWORD)
        .set("INLET_ANSWER_BUDGET", "2s")
        .set("INLET_DATA_DIR", data.toString());
  }

  /** A database of a user who is nobody special. */
  private static String newDatabase() {
    EmbeddedPostgresql.newUser("inlet");
    String name = EmbeddedPostgresql.newDatabaseName();
    EmbeddedPostgresql.execute("ALTER DATABASE " + name + " OWNER TO inlet");
    return "jdbc:postgresql://localhost:%d/%s".formatted(EmbeddedPostgresql.port(), name);
  }

  private static OperatorShell onPostgresql(String name, String url) throws IOException {
    return shell(name)
        .set("DATASOURCES_DEFAULT_USERNAME", "inlet")
        .set("DATASOURCES_DEFAULT_PASSWORD", "postgres")
        .replace(URL, url)
        .replace("DATASOURCES_DEFAULT_PASSWORD='…'", "DATASOURCES_DEFAULT_PASSWORD=postgres");
  }

  private static void requestsAreAnsweredInTls(CodeBlock commands) throws Exception {
    try (OperatorShell shell = shell("tls")) {
      String port = "localhost:" + shell.publicPort();
      shell.run(
          "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 9"
              + " -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout privkey.pem -out fullchain.pem");
      h2 = folder.resolve("tls/data");
      shell
          .set("CURL_CA_BUNDLE", folder.resolve("tls/fullchain.pem").toString())
          .replace("/etc/inlet", folder.resolve("tls").toString())
          .replace("your.host:8080", port);

      String printed = shell.run(commands.text());

      assertTrue(printed.contains("\nopenapi: 3"), printed);
      shell.run(IDENTIFY.formatted("https://" + port, InletProcess.KEY, "of-h2"));
    }
  }

  private static void tablesAreMade(CodeBlock commands) throws Exception {
    database = newDatabase();
    try (OperatorShell shell = onPostgresql("postgresql", database)) {
      String printed = shell.run(commands.text());

      assertTrue(printed.contains("Storing in " + database), printed);
      shell.run("curl http://localhost:8081/health/readiness");
    }
  }

  private static void whatH2HasStoredIsCopied(CodeBlock commands) throws Exception {
    copied =
        onPostgresql("copied", newDatabase())
            .replace("INLET_DATA_DIR=/var/lib/inlet", "INLET_DATA_DIR=" + h2);

    copied.run(commands.text());

    assertEquals("of-h2", contact(copied, "demo", "of-h2").get("id").asText());
  }

  /** One broker in the place of three, so one copy of each call in the place of three. */
  private static void callsGoByKafka(CodeBlock commands) throws Exception {
    String topic = "operating-" + UUID.randomUUID();
    try (OperatorShell shell = onPostgresql("kafka", database)) {
      shell
          .set("INLET_JOURNAL_KAFKA_REPLICATION", "1")
          .set("INLET_JOURNAL_KAFKA_TOPIC", topic)
          .replace("broker1:9092,broker2:9092,broker3:9092", KafkaBroker.shared().address())
          .replace(" … \\", " \\");

      shell.run(commands.text());

      String sent =
          shell.run(IDENTIFY.formatted("-i http://localhost:8080", InletProcess.KEY, "by-kafka"));
      assertTrue(sent.startsWith("HTTP/1.1 202 "), sent);
      assertEquals(1, KafkaBroker.shared().records(topic).size());
      shell.run(
          "until curl http://localhost:8081/api/accounts/demo/contacts/by-kafka; do sleep 0.1; done");
    }
  }

  /** The first command is run by {@link BuiltJar}, for the cache of all tests. */
  private static void cacheIsRead(CodeBlock commands) throws Exception {
    cached = shell("cached").replace("inlet.aot", BuiltJar.cacheFile().toString());
    // Java does not start if it is none of this jar and this Java.
    cached.set("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");

    assertTrue(cached.run(commands.line(1)).contains("Inlet takes Segment's calls at"));
  }

  private static void accountIsImportedElsewhere(CodeBlock commands) throws Exception {
    for (OperatorShell shell : List.of(copied, cached)) {
      admin(shell, "/api/accounts -d '{\"id\":\"acme\",\"name\":\"Acme\"}'");
    }
    String key =
        admin(
                copied,
                "/api/accounts/acme/keys -d '{\"name\":\"k\",\"permissions\":[\"identify\"]}'")
            .get("key")
            .asText();
    copied.run(IDENTIFY.formatted("http://localhost:8080", key, "ann"));
    String token =
        admin(cached, "/api/tokens -d '{\"name\":\"import\",\"role\":\"admin\"}'")
            .get("token")
            .asText();

    copied
        .replace("https://other.example", "http://localhost:" + cached.consolePort())
        .replace("--token …", "--token " + token)
        .run(commands.text());

    assertEquals(
        contact(copied, "acme", "ann").get("traits"), contact(cached, "acme", "ann").get("traits"));
    List<String> lines = Files.readAllLines(folder.resolve("copied/acme.ndjson"));
    List<String> zipped = copied.run("gzip -dc acme.ndjson.gz").lines().toList();
    assertEquals(lines.subList(1, lines.size()), zipped.subList(1, zipped.size()));
  }

  private static JsonNode contact(OperatorShell shell, String account, String id) throws Exception {
    return admin(shell, "/api/accounts/%s/contacts/%s".formatted(account, id));
  }

  private static JsonNode admin(OperatorShell shell, String request) throws Exception {
    return InletProcess.parsed(
        shell.run(
            "curl -H \"Authorization: Bearer $INLET_ADMIN_PASSWORD\" http://localhost:8081"
                + request));
  }
}
