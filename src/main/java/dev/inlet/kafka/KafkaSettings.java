package dev.inlet.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Kafka's producer: those that keep what Inlet promises, and what an operator adds.
 */
public final class KafkaSettings {
  /** What Inlet decides, or promises would not hold. */
  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.RETRIES_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

  /** The others would need libraries of the system's that Inlet does not bring along. */
  private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final int HIGHEST_PORT = 65_535;

  /** In memory is so much of what was not acknowledged. */
  private static final int BUFFER_BYTES = 16 << 20;

  /** How long it is waited for brokers to be found, before that counts as a failure. */
  private static final int BLOCK_MILLIS = 5_000;

  private KafkaSettings() {}

  /** The names of all that an operator may set. */
  public static Set<String> names() {
    var names = new TreeSet<>(ProducerConfig.configNames());
    names.removeAll(OURS);
    return names;
  }

  /** The names of those that an operator may not set, since Inlet does. */
  public static Set<String> decided() {
    return OURS;
  }

  /** Whether servers are written as host:port, with commas between. */
  public static boolean areServers(String text) {
    for (String one : text.split(",", -1)) {
      var server = SERVER.matcher(one.strip());
      if (!server.matches() || Integer.parseInt(server.group(2)) > HIGHEST_PORT) {
        return false;
      }
    }
    return true;
  }

  /** Whether topics of changes can be called so, with {@code {type}} for one per kind. */
  public static boolean areTopics(String text) {
    return isTopic(text.replace(KafkaPolicy.TYPE, "type"));
  }

  /** Whether a topic can be called so. */
  public static boolean isTopic(String name) {
    return TOPIC.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /**
   * Why the producer cannot be set up so.
   *
   * @param name of the setting to change
   * @param sentence what is wrong; never a value, which may be a password
   */
  public record Problem(String name, String sentence) {}

  /** What is wrong with an operator's settings; null when nothing is. */
  public static @Nullable Problem problem(KafkaPolicy policy) {
    String compression = policy.properties().get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
    if (compression != null && !COMPRESSIONS.contains(compression)) {
      return new Problem(
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "it must be none or gzip: Inlet brings no other along");
    }
    for (Map.Entry<String, String> one : policy.properties().entrySet()) {
      try {
        new ProducerConfig(all(policy, Map.of(one.getKey(), one.getValue())));
      } catch (ConfigException e) {
        return new Problem(one.getKey(), "Kafka's producer cannot be set up with that value");
      }
    }
    return null;
  }

  /** All settings of the producer. */
  static Map<String, Object> all(KafkaPolicy policy) {
    return all(policy, policy.properties());
  }

  private static Map<String, Object> all(KafkaPolicy policy, Map<String, String> properties) {
    var all = new HashMap<String, Object>();
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "inlet");
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.putAll(properties);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, policy.bootstrapServers());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // One that expired would be overtaken by what follows about the same contact.
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }
}
