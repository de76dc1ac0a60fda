package dev.inlet.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;

/**
 * A subscriber in a process of its own, which can be killed. It verifies each request with the
 * official library, writes a line about it to a file, and only then answers.
 */
public final class ReceiverProgram {
  private final Path file;
  private final Webhook webhook;

  private ReceiverProgram(Path file, String secret) {
    this.file = file;
    this.webhook = new Webhook(secret);
  }

  /** Listens on a port: port, file, secret. */
  public static void main(String... arguments) throws IOException {
    var program = new ReceiverProgram(Path.of(arguments[1]), arguments[2]);
    program.write("\n"); // What was being written at a kill is a line of its own.
    int port = Integer.parseInt(arguments[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", program::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode json = new JsonMapper().readTree(body);
      write(
          "%s\t%s\t%s\t.%n"
              .formatted(
                  isVerified(exchange, body),
                  json.at("/data/event/contactId").asText(),
                  json.at("/data/messageId").asText()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private boolean isVerified(HttpExchange exchange, String body) {
    try {
      webhook.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  private synchronized void write(String line) throws IOException {
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
