package dev.inlet.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A subscriber over real HTTP, which answers as a test has it. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> all = new CopyOnWriteArrayList<>();
  private volatile Answer answer = exchange -> status(exchange, 200);

  /** What it does with a request. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** A request that has come. */
  public record Received(
      String id,
      String timestamp,
      String signature,
      String path,
      byte[] body,
      String authorization,
      String traceparent) {
    /** The body. */
    public JsonNode json() {
      try {
        return new JsonMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether the official library verifies it with this secret. */
    public boolean isSignedBy(String secret) {
      Map<String, List<String>> headers =
          Map.of(
              "webhook-id", List.of(id),
              "webhook-timestamp", List.of(timestamp),
              "webhook-signature", List.of(signature));
      try {
        new Webhook(secret)
            .verify(
                new String(body, StandardCharsets.UTF_8),
                HttpHeaders.of(headers, (name, value) -> true));
        return true;
      } catch (WebhookVerificationException e) {
        return false;
      }
    }

    /** The message of the change. */
    public String messageId() {
      return json().at("/data/messageId").asText();
    }
  }

  /** Takes connections on loopback, and answers 200. */
  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Function<String, String> header = name -> exchange.getRequestHeaders().getFirst(name);
      all.add(
          new Received(
              header.apply("webhook-id"),
              header.apply("webhook-timestamp"),
              header.apply("webhook-signature"),
              exchange.getRequestURI().toString(),
              body,
              header.apply("Authorization"),
              header.apply("traceparent")));
      answer.to(exchange);
    }
  }

  /** Answers with a status, and no body. */
  public static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** From now on it answers so. */
  public void answers(Answer other) {
    answer = other;
  }

  /** From now on it answers with this status. */
  public void answers(int status) {
    answer = exchange -> status(exchange, status);
  }

  /** Where it is. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/hook?a=b";
  }

  /** What has come. */
  public List<Received> all() {
    return new ArrayList<>(all);
  }

  /** What has come with this request. */
  public Received of(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** The messages of all that has come. */
  public List<String> messageIds() {
    return all.stream().map(Received::messageId).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
