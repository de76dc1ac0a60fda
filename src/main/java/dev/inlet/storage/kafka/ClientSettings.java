package dev.inlet.storage.kafka;

import dev.inlet.journal.KafkaJournalPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of Kafka's clients: those that the promises hang on, and what an operator adds. */
final class ClientSettings {
  /** The calls of a request take 4 MB at most, and so does one of them. */
  static final int LARGEST_RECORD = 4_500_000;

  /** Within so long it is known of each record whether brokers have it. */
  static final Duration DELIVERED_WITHIN = Duration.ofMillis(2_500);

  private static final int LINGER_MILLIS = 2;

  /** One more try is possible within the time for a delivery. */
  private static final int REQUEST_MILLIS = 1_200;

  /** Where the topic is not known, since brokers do not answer. */
  private static final int BLOCK_MILLIS = 500;

  private static final int CONNECT_MILLIS = 1_000;
  private static final int RECONNECT_MILLIS = 250;
  private static final int METADATA_MILLIS = 30_000;
  private static final int ASKED_FOR_MILLIS = 10_000;
  private static final int FETCH_BYTES = 4 << 20;
  private static final int FETCH_BYTES_OF_PARTITION = 1 << 20;
  private static final int FETCH_WAIT_MILLIS = 500;
  private static final int READ_CALLS = 512;

  private ClientSettings() {}

  private static Map<String, Object> of(KafkaJournalPolicy policy) {
    var all = new HashMap<String, Object>(policy.properties());
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, policy.bootstrapServers());
    all.put(AdminClientConfig.CLIENT_ID_CONFIG, "inlet-journal");
    all.put(AdminClientConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
    all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    all.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_MILLIS);
    all.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, CONNECT_MILLIS);
    all.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return all;
  }

  static Map<String, Object> admin(KafkaJournalPolicy policy) {
    Map<String, Object> all = of(policy);
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ASKED_FOR_MILLIS);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ASKED_FOR_MILLIS / 2);
    return all;
  }

  /**
   * Of one that never doubles nor reorders what it sends.
   *
   * @param bufferBytes how much it holds of what is not acknowledged
   */
  static Map<String, Object> producer(KafkaJournalPolicy policy, long bufferBytes) {
    Map<String, Object> all = of(policy);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERED_WITHIN.toMillis());
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    // The topic stays known, however long nothing is sent.
    all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }

  /** Of one that commits nothing: where to read from stands in PostgreSQL. */
  static Map<String, Object> consumer(KafkaJournalPolicy policy) {
    Map<String, Object> all = of(policy);
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    all.put(ConsumerConfig.GROUP_ID_CONFIG, policy.topic() + ".movers");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READ_CALLS);
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES_OF_PARTITION);
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ASKED_FOR_MILLIS);
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ASKED_FOR_MILLIS / 2);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return all;
  }
}
