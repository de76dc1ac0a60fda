package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A webhook is connected to by an address, and its certificate must be for the name all the same.
 */
class WebhookTlsIT {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void theCertificateMustBeForTheName() throws Exception {
    HttpsServer good = server(keys("good", "dns:localhost"));
    HttpsServer other = server(keys("other", "dns:other.example"));
    try (var inlet = new InletProcess(folder, trusting("good", "other"))) {
      JsonNode delivered = test(inlet, "https://localhost:" + good.getAddress().getPort());
      assertEquals(200, delivered.get("status").asInt(), delivered::toString);
      assertTrue(delivered.get("delivered").asBoolean());

      for (String url :
          List.of(
              "https://localhost:" + other.getAddress().getPort(),
              "https://127.0.0.1:" + good.getAddress().getPort())) {
        JsonNode refused = test(inlet, url);
        assertEquals(
            "The certificate, or TLS, is not good",
            refused.get("problem").asText(),
            refused::toString);
      }
    } finally {
      good.stop(0);
      other.stop(0);
    }
  }

  private static JsonNode test(InletProcess inlet, String url) {
    String id =
        InletProcess.parsed(inlet.post("/api/subscriptions", "{\"url\":\"%s\"}".formatted(url)))
            .get("id")
            .asText();
    return InletProcess.parsed(inlet.post("/api/subscriptions/" + id + "/test", ""));
  }

  private HashMap<String, Object> trusting(String... names) throws Exception {
    Path trusted = folder.resolve("trusted.p12");
    for (String name : names) {
      keytool(
          "-importkeystore",
          "-noprompt",
          "-srckeystore",
          folder.resolve(name).toString(),
          "-srcstorepass",
          PASSWORD,
          "-destkeystore",
          trusted.toString(),
          "-deststorepass",
          PASSWORD);
    }
    var place = new HashMap<>(DatabaseKind.H2.fresh(folder));
    place.put("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    place.put("inlet.forward.allow-private", "true");
    place.put("javax.net.ssl.trustStore", trusted);
    place.put("javax.net.ssl.trustStorePassword", PASSWORD);
    return place;
  }

  private Path keys(String name, String subject) throws Exception {
    Path file = folder.resolve(name);
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-validity",
        "10",
        "-ext",
        "SAN=" + subject,
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        PASSWORD);
    return file;
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int code =
        new ProcessBuilder(Stream.concat(Stream.of(program), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertEquals(0, code);
  }

  private static HttpsServer server(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
