package dev.inlet.storage.kafka;

import static dev.inlet.RunningInlet.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Causes;
import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.Everything;
import dev.inlet.FreePort;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.call.Identity;
import dev.inlet.console.ConsoleVisitor;
import dev.inlet.erase.closing.AccountErasure;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.PersonLane;
import dev.inlet.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls become durable on a real broker, and are processed from there. */
@NullUnmarked
@Order(1)
class KafkaJournalIT {
  private static final int PARTITIONS = 4;

  private final KafkaBroker broker = KafkaBroker.shared();
  private final String topic = "journal-" + UUID.randomUUID();

  @TempDir Path folder;

  private Map<String, Object> settings;
  private RunningInlet inlet;
  private String key;

  @BeforeEach
  void prepare() {
    settings = new HashMap<>(EmbeddedPostgresql.newTables());
    settings.put("inlet.journal.kafka.bootstrap-servers", broker.address());
    settings.put("inlet.journal.kafka.topic", topic);
    settings.put("inlet.journal.kafka.partitions", PARTITIONS);
    settings.put("inlet.journal.kafka.replication", 1);
    settings.put("endpoints.health.details-visible", "ANONYMOUS");
  }

  private void start() {
    inlet = RunningInlet.in(folder).with(settings).start();
    key = key == null ? inlet.newKey("acme") : key;
  }

  @AfterEach
  void stop() {
    if (inlet != null) {
      inlet.close();
    }
  }

  private Answer track(String user, String messageId) {
    return inlet.deliver(key, call(user, messageId));
  }

  private static String call(String user, String messageId) {
    return "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"e\",\"messageId\":\"%s\"}"
        .formatted(user, messageId);
  }

  private void taken(String user, String messageId) {
    assertEquals(202, track(user, messageId).status());
  }

  private List<String> events() {
    return inlet.all("acme", "events").stream()
        .map(event -> event.get("messageId").asText())
        .sorted()
        .toList();
  }

  private void awaitEvents(String... messageIds) {
    Eventually.become("processed: " + List.of(messageIds), () -> holds(messageIds));
    assertEquals(List.of(messageIds), events());
  }

  private boolean holds(String... messageIds) {
    return events().containsAll(List.of(messageIds));
  }

  private JsonNode health() {
    return inlet.admin("GET", "/health").at("/details/kafkaJournal");
  }

  private void awaitProblem(String... words) {
    Eventually.become("it is down", () -> health().get("status").asText().equals("DOWN"));
    String problems = health().at("/details/problems").toString();
    for (String word : words) {
      assertTrue(problems.contains(word), problems);
    }
  }

  private void execute(String sql) throws Exception {
    new Everything(inlet.place()).execute(sql);
  }

  private String refusal() {
    return Causes.message(assertThrows(RuntimeException.class, this::start));
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.address()));
  }

  private void set(String name, String value) throws Exception {
    try (Admin admin = admin()) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
      // The controller has it; the broker, which is asked later on, hears of it a moment later.
      Eventually.become("the broker has it", () -> value.equals(setting(admin, resource, name)));
    }
  }

  private static String setting(Admin admin, ConfigResource resource, String name) {
    try {
      return admin
          .describeConfigs(List.of(resource))
          .values()
          .get(resource)
          .get()
          .get(name)
          .value();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(int partition, byte[] value) throws Exception {
    Map<String, Object> producing =
        Map.of(
            "bootstrap.servers", broker.address(),
            "key.serializer", ByteArraySerializer.class,
            "value.serializer", ByteArraySerializer.class);
    try (var producer = new KafkaProducer<byte[], byte[]>(producing)) {
      producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
    }
  }

  @Nested
  class Taken {

    @Test
    void callIsAnswered202AndProcessedOnce() throws Exception {
      start();
      String identify =
          "{\"type\":\"identify\",\"userId\":\"ann\",\"traits\":{\"email\":\"a@b.c\"}}";
      assertEquals(202, inlet.deliver(key, identify).status());
      taken("ann", "m1");
      taken("ann", "m1");
      taken("bob", "m2");
      Answer batch =
          inlet.post(
              "/v1/batch",
              ("{\"batch\":[" + call("ann", "m3") + "," + call("eve", "m4") + "]}")
                  .getBytes(StandardCharsets.UTF_8),
              as(inlet.newKey("acme", Sender.TRACKING)));
      assertEquals(200, batch.status(), batch::body); // as the protocol has it

      awaitEvents("m1", "m2", "m3", "m4");
      assertEquals(
          "a@b.c",
          inlet.admin("GET", "/api/accounts/acme/contacts/ann").at("/fields/email").asText());
      assertEquals("UP", health().get("status").asText());
      assertTrue(
          inlet
              .admin("GET", "/prometheus")
              .body()
              .contains("inlet_journal_kafka_lag{partition=\"3\"}"));
      int onTopic = broker.records(topic).size();
      assertEquals(6, onTopic);
      assertEquals(
          onTopic,
          Integer.parseInt(
              new Everything(inlet.place())
                  .row("SELECT SUM(next_offset) FROM kafka_partition")
                  .getFirst()));
    }

    @Test
    void whatASwitchBringsIsProcessedFromEither() {
      var withKafka = new HashMap<>(settings);
      settings.keySet().removeIf(name -> name.startsWith("inlet.journal.kafka."));
      settings.put("inlet.answer-budget", "2s");
      var without = new HashMap<>(settings);
      start();
      assertEquals(200, track("ann", "m1").status());
      inlet.close();
      settings = withKafka;
      start();
      taken("ann", "m2");
      taken("ann", "m1");
      awaitEvents("m1", "m2");
      inlet.close();
      settings = without;
      start();
      assertEquals(200, track("ann", "m3").status());
      assertEquals(List.of("m1", "m2", "m3"), events());
    }

    @Test
    void receiptOfAnErasureSaysUntilWhenKafkaHasTheCalls() {
      start();
      String identify = "{\"type\":\"identify\",\"userId\":\"ann\",\"messageId\":\"m1\"}";
      assertEquals(202, inlet.deliver(key, identify).status());
      Eventually.become("there is a contact", () -> !inlet.all("acme", "contacts").isEmpty());
      JsonNode receipt = inlet.admin("DELETE", "/api/accounts/acme/contacts/ann").json();
      Instant erasedAt = Instant.parse(receipt.get("erasedAt").asText());

      // The week that a topic keeps its records, and a day for them to come into the past.
      assertEquals(
          erasedAt.plusSeconds(8 * 86_400), Instant.parse(receipt.get("kafkaUntil").asText()));
      assertEquals(
          receipt.get("kafkaUntil"),
          inlet
              .admin("GET", "/api/accounts/acme/erasures/" + receipt.get("id").asText())
              .json()
              .get("kafkaUntil"));
    }
  }

  @Nested
  class Closed {

    @Test
    void receiptSaysUntilWhenKafkaHasTheCalls() {
      start();
      taken("ann", "m1");
      JsonNode closed = inlet.admin("POST", "/api/accounts/acme/close", "").json();
      Instant closedAt = Instant.parse(closed.get("closedAt").asText());

      // As for an erasure, and as long as an instance may let its keys in.
      JsonNode until = closed.get("kafkaUntil");
      assertEquals(closedAt.plusSeconds(8 * 86_400 + 60), Instant.parse(until.asText()));
      String receipt = "/closings/" + closed.get("id").asText();
      assertEquals(until, inlet.admin("GET", "/api" + receipt).json().get("kafkaUntil"));
      assertEquals(
          List.of(until),
          inlet.admin("GET", "/api/accounts").json().get("accounts").findValues("kafkaUntil"));
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(RunningInlet.ADMIN_PASSWORD);
      assertTrue(visitor.get("/console" + receipt).body().contains("In Kafka until"));

      JsonNode reopened = inlet.admin("POST", "/api/accounts/acme/reopen", "").json();
      assertTrue(reopened.get("kafkaUntil").isNull(), reopened::toString);
      assertTrue(inlet.admin("GET", "/api" + receipt).json().get("kafkaUntil").isNull());
      assertFalse(visitor.get("/console" + receipt).body().contains("In Kafka until"));
    }

    /** They would become something of whoever has its id by then. */
    @Test
    void isNotErasedBeforeItsCallsAreMoved() throws Exception {
      start();
      int partition = partition("ann");
      send(partition, "hello".getBytes(StandardCharsets.UTF_8));
      taken("ann", "m1");
      awaitProblem("Partition " + partition, "held up at 0");
      inlet.admin("POST", "/api/accounts/acme/close", "");
      execute("UPDATE account_closing SET erase_at = closed_at");
      Eventually.become("it is behind", () -> health().at("/details/lag").asInt() == 2);
      inlet.context().getBean(AccountErasure.class).advance(Instant.now());
      assertEquals("closed", closing().get("state").asText());

      goOn(partition, 1);
      Eventually.become("it is erased", () -> closing().at("/removed/events").asInt() == 1);
      assertEquals(0, new Everything(inlet.place()).rows("event"));
    }

    private JsonNode closing() {
      return inlet.admin("GET", "/api/closings").json().at("/closings/0");
    }
  }

  @Nested
  class Refused {

    @Test
    void brokersThatDoNotAnswer() {
      settings.put("inlet.journal.kafka.bootstrap-servers", "localhost:" + FreePort.take());
      assertTrue(refusal().contains("do not answer"));
    }

    @Test
    void fewerBrokersThanCopies() {
      settings.remove("inlet.journal.kafka.replication");
      String sentence = refusal();
      assertTrue(sentence.contains("INLET_JOURNAL_KAFKA_REPLICATION"), sentence);
    }

    @Test
    void topicThatLosesCallsUnlessThatIsAcceptedByName() throws Exception {
      broker.create(topic, PARTITIONS, Map.of("max.message.bytes", "5000000"));
      String sentence = refusal();
      assertTrue(sentence.contains("flush.messages to 1"), sentence);
      assertTrue(sentence.contains("INLET_JOURNAL_KAFKA_ACCEPT_LOSS"), sentence);

      settings.put("inlet.journal.kafka.accept-loss", "true");
      start();
      taken("ann", "m1");
      awaitEvents("m1");
    }

    @Test
    void topicWithSettingsThatNobodyCanAccept() throws Exception {
      broker.create(topic, 3, Map.of("cleanup.policy", "compact"));
      settings.put("inlet.journal.kafka.accept-loss", "true");
      String sentence = refusal();
      for (String word : List.of("power of two", "cleanup.policy", "max.message.bytes")) {
        assertTrue(sentence.contains(word), sentence);
      }
    }

    /** What a check finds, which changes nothing. */
    @Test
    void whatWouldBeRefusedIsFoundBeforeAStart() throws Exception {
      var more = new KafkaJournalPolicy(broker.address(), topic, 4, 3, false, Map.of());
      assertFalse(TopicLook.look(more).isWell());
      assertTrue(TopicLook.look(more).message().contains("fewer brokers"));
      var policy = new KafkaJournalPolicy(broker.address(), topic, 4, 1, false, Map.of());
      assertTrue(TopicLook.look(policy).isWell());
      assertTrue(TopicLook.look(policy).message().contains("the first start makes it"));
      broker.create(topic, PARTITIONS, Map.of("max.message.bytes", "5000000"));
      assertEquals(false, TopicLook.look(policy).isWell());
      assertTrue(TopicLook.look(policy).message().contains("flush.messages"));
      set("flush.messages", "1");
      assertTrue(TopicLook.look(policy).message().contains("4 partitions, each on 1 brokers"));
    }

    @Test
    void callsWhileTheTopicMayLoseThem() throws Exception {
      start();
      taken("ann", "m1");
      set("flush.messages", "1000");
      lookAgain();
      assertEquals(503, track("ann", "m2").status());
      awaitProblem("flush.messages to 1");

      set("flush.messages", "1");
      lookAgain();
      taken("ann", "m2");
      assertEquals("UP", health().get("status").asText());
      awaitEvents("m1", "m2");
    }
  }

  @Nested
  class Missing {

    @Test
    void callsThatWereRemovedBeforeTheyWereMovedAreTold() throws Exception {
      start();
      taken("ann", "m1");
      awaitEvents("m1");
      int partition = partition("ann");
      inlet.close();
      byte[] record = onTopic(partition);
      send(partition, record);
      send(partition, record);
      try (Admin admin = admin()) {
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(3)))
            .all()
            .get();
      }
      start();
      awaitProblem("Partition " + partition, "removed the calls from 1 up to 3");
      taken(elsewhere(partition), "m2");
      awaitEvents("m1", "m2");
      taken("ann", "m3");

      goOn(partition, 3);
      awaitEvents("m1", "m2", "m3");
      assertEquals("UP", health().get("status").asText());
    }

    /** A record of a call that was moved already, so that it has no effect. */
    private byte[] onTopic(int partition) {
      return broker.values(topic, partition).getFirst();
    }

    @Test
    void recordThatIsNoneOfOursIsNamedAndHoldsUpItsPartitionAlone() throws Exception {
      start();
      int partition = partition("ann");
      taken("ann", "m1");
      awaitEvents("m1");
      send(partition, "hello".getBytes(StandardCharsets.UTF_8));
      taken("ann", "m2");
      taken(elsewhere(partition), "m3");
      awaitProblem("Partition " + partition, "held up at 1", "no call of Inlet's");
      awaitEvents("m1", "m3");

      goOn(partition, 2);
      awaitEvents("m1", "m2", "m3");
      assertEquals("UP", health().get("status").asText());
    }

    @Test
    void topicThatIsAnotherOneIsRefused() throws Exception {
      start();
      taken("ann", "m1");
      awaitEvents("m1");
      try (Admin admin = admin()) {
        admin.deleteTopics(Set.of(topic)).all().get();
        Eventually.become("the topic is gone", () -> !isThere(admin));
      }
      lookAgain();
      assertEquals(503, track("ann", "m2").status());
      awaitProblem("There is no topic " + topic);
      broker.create(
          topic, PARTITIONS, Map.of("max.message.bytes", "5000000", "flush.messages", "1"));
      lookAgain();
      assertEquals(503, track("ann", "m2").status());
      awaitProblem("another one than calls were moved from");
      inlet.close();
      String sentence = refusal();
      assertTrue(sentence.contains("DELETE FROM kafka_partition"), sentence);

      execute("DELETE FROM kafka_partition WHERE topic = '%s'".formatted(topic));
      start();
      taken("ann", "m2");
      awaitEvents("m1", "m2");
    }

    private boolean isThere(Admin admin) {
      try {
        return admin.listTopics().names().get().contains(topic);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What an administrator does with a partition that is held up. */
  private void goOn(int partition, int offset) throws Exception {
    execute(
        "UPDATE kafka_partition SET next_offset = %d WHERE topic = '%s' AND partition_number = %d"
            .formatted(offset, topic, partition));
  }

  private static int partition(String user) {
    return PersonLane.of("acme", new Identity(user, null)) % PARTITIONS;
  }

  /** Somebody whose calls go to another partition. */
  private static String elsewhere(int partition) {
    int number = 0;
    while (partition("u" + number) == partition) {
      number++;
    }
    return "u" + number;
  }

  /** Looks at the topic as happens every minute. */
  private void lookAgain() throws TopicLook.NotKnown {
    try (var look = new TopicLook(inlet.context().getBean(KafkaJournalPolicy.class))) {
      inlet.context().getBean(JournalTopic.class).lookAgain(look);
    }
  }
}
