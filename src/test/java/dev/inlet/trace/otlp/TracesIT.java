package dev.inlet.trace.otlp;

import static dev.inlet.trace.otlp.Collector.attributes;
import static dev.inlet.trace.otlp.Collector.parentId;
import static dev.inlet.trace.otlp.Collector.spanId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.codec.Sha256;
import dev.inlet.webhook.Receiver;
import dev.inlet.webhook.Receiver.Received;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a call is one trace, sent to a collector over real HTTP. */
@NullUnmarked
class TracesIT {
  private static Collector collector;
  private static Receiver receiver;
  private static RunningInlet inlet;
  private static String account;
  private static String key;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    collector = new Collector();
    receiver = new Receiver();
    inlet =
        RunningInlet.in(folder)
            .with("inlet.answer-budget", "2s")
            .with("inlet.forward.allow-private", "true")
            .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
            .with("otel.exporter.otlp.endpoint", collector.endpoint())
            .with("otel.exporter.otlp.compression", "gzip")
            .with("otel.service.name", "intake")
            .with("otel.bsp.schedule.delay", "50")
            .start();
    account = inlet.newAccount();
    key = inlet.newKey(account);
    inlet.admin("POST", "/api/subscriptions", "{\"url\":\"%s\"}".formatted(receiver.url()));
  }

  @AfterAll
  static void stop() {
    inlet.close();
    receiver.close();
    collector.close();
  }

  private static String hex(int bytes) {
    var random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Map<String, Span> byName(List<Span> spans) {
    return spans.stream().collect(Collectors.toMap(Span::getName, Function.identity()));
  }

  private static Received received(String messageId) {
    return RunningInlet.await(
            () -> receiver.all().stream().filter(one -> messageId.equals(one.messageId())).toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  @Test
  void aCallIsOneTraceFromItsDeliveryToTheWebhook() {
    String trace = hex(16);
    String above = hex(8);
    String call =
        """
        {"type":"identify","userId":"ann@example.com","messageId":"m-whole",\
        "traits":{"email":"ann@example.com","secret":"canary"}}""";
    String traceparent = "00-%s-%s-01".formatted(trace, above);
    assertEquals(
        200,
        inlet
            .deliver(key, call, "traceparent", traceparent, "tracestate", "canary=canary")
            .status());

    Map<String, Span> spans = byName(collector.trace(trace, 4));
    Span delivery = spans.get("receive destination");
    assertEquals(above, parentId(delivery));
    for (String stage : List.of("journal", "process", "forward webhook")) {
      assertEquals(spanId(delivery), parentId(spans.get(stage)), stage);
      assertTrue(
          spans.get(stage).getEndTimeUnixNano() >= spans.get(stage).getStartTimeUnixNano(), stage);
      assertTrue(spans.get(stage).getEndTimeUnixNano() >= delivery.getStartTimeUnixNano(), stage);
    }
    assertEquals(
        "00-%s-%s-01".formatted(trace, spanId(spans.get("forward webhook"))),
        received("m-whole").traceparent());

    String message = Sha256.shortHex(account + " m-whole");
    assertEquals(
        Map.of(
            "inlet.account",
            account,
            "inlet.calls",
            1L,
            "inlet.message",
            message,
            "inlet.outcome",
            "processed",
            "inlet.sender",
            "destination",
            "inlet.types",
            List.of("identify")),
        attributes(delivery));
    assertEquals("durable", attributes(spans.get("journal")).get("inlet.outcome"));
    assertEquals("processed", attributes(spans.get("process")).get("inlet.outcome"));
    assertEquals("delivered", attributes(spans.get("forward webhook")).get("inlet.outcome"));
    String said = spans.values().toString();
    for (String sent : List.of("ann@example.com", "canary", "m-whole", key)) {
      assertFalse(said.contains(sent), sent);
    }
    assertTrue(
        collector.resources().stream().allMatch(one -> "intake".equals(one.get("service.name"))));
  }

  @Test
  void aDeliveryWithoutATraceBeginsOne() {
    String message = Sha256.shortHex(account + " m-first");
    inlet.deliver(
        key, "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m-first\"}");
    String begun = traceOf(message);
    assertEquals("", parentId(byName(collector.trace(begun, 4)).get("receive destination")));

    inlet.deliver(
        key, "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m-other\"}");
    assertNotEquals(begun, traceOf(Sha256.shortHex(account + " m-other")));
  }

  private static String traceOf(String message) {
    return Collector.traceId(
        RunningInlet.await(
                () ->
                    collector.spans().stream()
                        .filter(one -> message.equals(attributes(one).get("inlet.message")))
                        .toList(),
                found -> !found.isEmpty())
            .getFirst());
  }

  @Test
  void aRepeatSaysThatItIsOne() {
    String call = "{\"type\":\"page\",\"userId\":\"u\",\"name\":\"n\",\"messageId\":\"m-again\"}";
    inlet.deliver(key, call, "traceparent", "00-%s-%s-01".formatted(hex(16), hex(8)));
    String trace = hex(16);
    inlet.deliver(key, call, "traceparent", "00-%s-%s-01".formatted(trace, hex(8)));
    Map<String, Span> spans = byName(collector.trace(trace, 3));
    assertEquals("repeated", attributes(spans.get("process")).get("inlet.outcome"));
    assertFalse(spans.containsKey("forward webhook"));
  }

  @Test
  void whatTheSenderDoesNotWantToSeeIsNotSent() {
    String unwanted = hex(16);
    inlet.deliver(
        key,
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m-unwanted\"}",
        "traceparent",
        "00-%s-%s-00".formatted(unwanted, hex(8)));
    assertEquals(null, received("m-unwanted").traceparent());
    String wanted = hex(16);
    inlet.deliver(
        key,
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m-wanted\"}",
        "traceparent",
        "00-%s-%s-01".formatted(wanted, hex(8)));
    collector.trace(wanted, 4);
    assertTrue(
        collector.spans().stream().noneMatch(one -> unwanted.equals(Collector.traceId(one))));
  }

  @Test
  void aRefusalSaysWhyAndWhoseFaultItIs() {
    String trace = hex(16);
    String traceparent = "00-%s-%s-01".formatted(trace, hex(8));
    assertEquals(
        401,
        inlet.deliver("no such key", "{\"type\":\"track\"}", "traceparent", traceparent).status());
    Span refused = collector.trace(trace, 1).getFirst();
    assertEquals(
        Map.of(
            "inlet.cause", "key_unknown",
            "inlet.outcome", "refused",
            "inlet.sender", "destination"),
        attributes(refused));
    assertEquals(StatusCode.STATUS_CODE_UNSET, refused.getStatus().getCode());

    String ours = hex(16);
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true,\"message\":\"canary\"}");
    try {
      inlet.deliver(
          key, "{\"type\":\"track\"}", "traceparent", "00-%s-%s-01".formatted(ours, hex(8)));
    } finally {
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    }
    Span unavailable = collector.trace(ours, 1).getFirst();
    assertEquals(StatusCode.STATUS_CODE_ERROR, unavailable.getStatus().getCode());
    assertEquals("maintenance", attributes(unavailable).get("inlet.cause"));
    assertFalse(unavailable.toString().contains("canary"));
  }

  @Test
  void theCallsOfABatchAreOneSpanEachStage() {
    String ofTracking = inlet.newKey(account, Sender.TRACKING);
    String trace = hex(16);
    String batch =
        """
        {"batch":[
        {"type":"track","userId":"u","event":"e","messageId":"b-1"},
        {"type":"identify","userId":"u","messageId":"b-2"},
        {"type":"track","userId":"u","event":"e","messageId":"b-1"}]}""";
    assertEquals(
        200,
        inlet
            .post(
                "/v1/batch",
                batch.getBytes(StandardCharsets.UTF_8),
                RunningInlet.as(ofTracking, "traceparent", "00-%s-%s-01".formatted(trace, hex(8))))
            .status());
    List<Span> spans = collector.trace(trace, 4);
    Span delivery =
        spans.stream().filter(one -> one.getName().equals("receive tracking")).findFirst().get();
    assertEquals(List.of("identify", "track"), attributes(delivery).get("inlet.types"));
    assertEquals(3L, attributes(delivery).get("inlet.calls"));
    assertEquals(
        Map.of("processed", 2L, "repeated", 1L),
        spans.stream()
            .filter(one -> one.getName().equals("process"))
            .map(Collector::attributes)
            .collect(
                Collectors.toMap(one -> one.get("inlet.outcome"), one -> one.get("inlet.calls"))));
  }

  @Test
  void brokenTraceparentsBeginATraceOfTheirOwn() {
    for (String broken : List.of("00-zz-zz-01", "canary", "00-" + "0".repeat(32) + "-x-01")) {
      String id = "m-broken-" + hex(4);
      assertEquals(
          200,
          inlet
              .deliver(
                  key,
                  "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"%s\"}"
                      .formatted(id),
                  "traceparent",
                  broken)
              .status());
      String trace = traceOf(Sha256.shortHex(account + " " + id));
      assertEquals("", parentId(byName(collector.trace(trace, 4)).get("receive destination")));
    }
  }
}
