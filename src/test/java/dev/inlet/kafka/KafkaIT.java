package dev.inlet.kafka;

import static dev.inlet.RunningInlet.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.FreePort;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Changes reach a real Kafka. */
@OnEveryDatabase
@NullUnmarked
@Order(1)
class KafkaIT {
  private final KafkaBroker broker = KafkaBroker.shared();
  private final String topic = "inlet-" + UUID.randomUUID();

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  private Map<String, Object> settings;
  private RunningInlet inlet;
  private String key;

  @BeforeEach
  void prepare() {
    settings = new HashMap<>(kind.fresh(folder));
    settings.put("inlet.answer-budget", "2s");
    settings.put("inlet.forward.kafka.bootstrap-servers", broker.address());
    settings.put("inlet.forward.kafka.topic", topic);
    settings.put("inlet.forward.kafka.properties.compression.type", "gzip");
  }

  private void start() {
    inlet = RunningInlet.in(folder).with(settings).start();
    key = inlet.newKey("acme");
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private void deliver(String json) {
    assertEquals(200, inlet.deliver(key, json).status());
  }

  private void track(String user, String messageId) {
    deliver(
        "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"e\",\"messageId\":\"%s\"}"
            .formatted(user, messageId));
  }

  private List<ConsumerRecord<String, String>> awaitRecords(String in, int count) {
    return await(() -> broker.records(in), records -> records.size() >= count);
  }

  private static JsonNode json(ConsumerRecord<String, String> one) {
    try {
      return new JsonMapper().readTree(one.value());
    } catch (JsonProcessingException e) {
      throw new AssertionError(one.value(), e);
    }
  }

  private static String header(ConsumerRecord<String, String> one, String name) {
    return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private List<JsonNode> changes() {
    var changes = new ArrayList<JsonNode>();
    inlet.admin("GET", "/api/changes").at("/changes").forEach(changes::add);
    return changes;
  }

  private double metric(String name) {
    return inlet
        .console("GET", "/prometheus", null)
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  @Nested
  class Delivered {

    @Test
    void whatTheFeedHasIsThereUnderTheKeyOfWhomItIsAbout() {
      settings.put("inlet.forward.kafka.properties.client.id", "of-the-vendor");
      start();
      deliver("{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"email\":\"a@b.c\"}}");
      track("ann", "m1");
      deliver("{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"corp\",\"traits\":{\"n\":1}}");

      List<JsonNode> expected = changes();
      assertEquals(4, expected.size(), expected::toString);
      List<ConsumerRecord<String, String>> records = awaitRecords(topic, expected.size());
      assertEquals(
          expected.stream().map(change -> change.get("position").asText()).sorted().toList(),
          records.stream().map(one -> header(one, "position")).sorted().toList());
      JsonNode event = expected.get(1);
      assertEquals("event.received", event.get("type").asText());
      assertTrue(records.stream().anyMatch(one -> json(one).equals(event)));
      for (ConsumerRecord<String, String> one : records) {
        JsonNode change = json(one);
        boolean isOfCompany = change.get("type").asText().equals("company.updated");
        assertEquals(isOfCompany ? "acme company corp" : "acme contact ann", one.key());
        assertEquals(change.get("type").asText(), header(one, "type"));
        assertEquals("acme", header(one, "account"));
        assertEquals(change.get("position").asText(), header(one, "position"));
        assertEquals(
            Instant.parse(change.get("timestamp").asText()).toEpochMilli(), one.timestamp());
      }
      await(() -> metric("inlet_kafka_changes_total"), sent -> sent == expected.size());
      assertEquals(0, metric("inlet_kafka_lag_seconds"));
    }

    /** Nobody takes the traces, which keeps nobody waiting. */
    @Test
    void aRecordGoesOnWithTheTraceOfItsCall() {
      settings.put("otel.exporter.otlp.endpoint", "http://localhost:1");
      start();
      String trace = "0af7651916cd43dd8448eb211c80319c";
      inlet.deliver(
          key,
          "{\"type\":\"track\",\"userId\":\"ann\",\"event\":\"e\"}",
          "traceparent",
          "00-%s-b7ad6b7169203331-01".formatted(trace));

      String traceparent = header(awaitRecords(topic, 1).getFirst(), "traceparent");
      assertTrue(
          traceparent.matches("00-" + trace + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01"), traceparent);
    }

    @Test
    void eachKindHasItsTopicWhenThatIsAsked() {
      settings.put("inlet.forward.kafka.topic", topic + ".{type}");
      start();
      deliver("{\"type\":\"identify\",\"userId\":\"ann\"}");
      track("ann", "m1");

      assertEquals(1, awaitRecords(topic + ".contact.updated", 1).size());
      assertEquals(1, awaitRecords(topic + ".event.received", 1).size());
    }

    @Test
    void afterARestartItGoesOnWhereItWas() {
      start();
      track("ann", "m1");
      awaitRecords(topic, 1);
      await(() -> metric("inlet_kafka_changes_total"), sent -> sent == 1);
      inlet.close();
      start();
      track("ann", "m2");

      assertEquals(2, awaitRecords(topic, 2).size());
    }

    @Test
    void theFirstStartSendsWhatIsKept() {
      settings.remove("inlet.forward.kafka.bootstrap-servers");
      start();
      track("ann", "m1");
      inlet.close();
      settings.put("inlet.forward.kafka.bootstrap-servers", broker.address());
      start();

      assertEquals(1, awaitRecords(topic, 1).size());
    }
  }

  @Nested
  class Failing {

    @Test
    void oneThatIsTooLargeComesWithoutWhatItIsAbout() throws Exception {
      broker.create(topic, 1, Map.of("max.message.bytes", "20000"));
      settings.put("inlet.forward.kafka.properties.compression.type", "none");
      settings.put("inlet.forward.kafka.properties.max.request.size", "100000");
      start();
      String larger = larger(30_000);
      deliver(larger.formatted("refused"));
      deliver(larger(110_000).formatted("large"));
      track("ann", "m1");

      List<ConsumerRecord<String, String>> records =
          await(
              () -> broker.records(topic),
              some -> some.stream().anyMatch(one -> one.key().equals("acme contact ann")));
      for (String user : List.of("refused", "large")) {
        JsonNode change =
            records.stream()
                .filter(one -> one.key().equals("acme contact " + user))
                .map(one -> json(one))
                .findFirst()
                .orElseThrow();
        assertTrue(change.get("omitted").asBoolean());
        assertFalse(change.has("contact"));
        assertEquals("contact.updated", change.get("type").asText());
      }
    }

    private static String larger(int characters) {
      return "{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"t\":\""
          + "x".repeat(characters)
          + "\"}}";
    }

    @Test
    void brokersThatAreAwayDelayNoCall() {
      settings.put("inlet.forward.kafka.bootstrap-servers", "localhost:" + FreePort.take());
      start();
      track("ann", "m1");

      await(() -> metric("inlet_kafka_failures_total"), failures -> failures > 0);
      track("ann", "m2");
      assertEquals(200, inlet.console("GET", "/health", null).status());
      await(() -> metric("inlet_kafka_lag_seconds"), lag -> lag > 0);
    }

    @Test
    void whatWasPurgedIsToldAndTheRestComes() throws Exception {
      start();
      track("ann", "m1");
      awaitRecords(topic, 1);
      await(() -> metric("inlet_kafka_changes_total"), sent -> sent == 1);
      inlet.close();
      settings.remove("inlet.forward.kafka.bootstrap-servers");
      start();
      track("ann", "m2");
      track("ann", "m3");
      inlet.admin("GET", "/api/changes");
      var database = new Everything(inlet.place());
      database.execute("UPDATE change_feed_floor SET position = 2");
      database.execute("DELETE FROM change_feed WHERE position <= 2");
      inlet.close();
      settings.put("inlet.forward.kafka.bootstrap-servers", broker.address());
      start();

      List<ConsumerRecord<String, String>> records = awaitRecords(topic, 2);
      assertEquals(
          List.of("m1", "m3"),
          records.stream().map(one -> json(one).get("messageId").asText()).toList());
      await(() -> metric("inlet_kafka_missed_total"), missed -> missed == 1);
    }
  }
}
