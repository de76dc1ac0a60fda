package dev.inlet.kafka;

import dev.inlet.kafka.KafkaSettings.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What an operator may set of how any of Kafka's clients gets to the brokers. */
public final class ConnectionSettings {
  private static final Set<String> BEGINNINGS = Set.of("client.dns.", "sasl.", "security.", "ssl.");

  private ConnectionSettings() {}

  /** Their names. */
  public static Set<String> names() {
    var names = new TreeSet<>(ProducerConfig.configNames());
    names.retainAll(ConsumerConfig.configNames());
    names.retainAll(AdminClientConfig.configNames());
    names.removeIf(name -> BEGINNINGS.stream().noneMatch(name::startsWith));
    return names;
  }

  /** What is wrong with an operator's settings; null when nothing is. */
  public static @Nullable Problem problem(Map<String, String> properties) {
    for (Map.Entry<String, String> one : properties.entrySet()) {
      try {
        new AdminClientConfig(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:9092",
                one.getKey(),
                one.getValue()));
      } catch (ConfigException e) {
        return new Problem(one.getKey(), "Kafka's clients cannot be set up with that value");
      }
    }
    return null;
  }
}
