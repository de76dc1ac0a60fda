package dev.inlet.kafka;

import java.util.Map;

/**
 * Where changes are sent to.
 *
 * @param bootstrapServers where brokers are asked for first, host:port with commas between
 * @param topic of all changes; {@value #TYPE} in it stands for the kind of each
 * @param properties further settings of Kafka's producer
 */
public record KafkaPolicy(String bootstrapServers, String topic, Map<String, String> properties) {
  /** What stands for the kind of a change. */
  public static final String TYPE = "{type}";

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "KafkaPolicy";
  }
}
