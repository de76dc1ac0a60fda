package dev.inlet.storage.kafka;

import dev.inlet.journal.KafkaJournalPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers about the topic, and makes it. Every call may block for some seconds. */
public final class TopicLook implements AutoCloseable {
  private static final int LOOKS = 40;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** How the brokers call what a topic may leave to them. */
  private static final Map<String, String> OF_BROKERS =
      Map.of(
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "min.insync.replicas",
          TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "unclean.leader.election.enable",
          TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "log.flush.interval.messages");

  private final KafkaJournalPolicy policy;
  private final Admin admin;

  TopicLook(KafkaJournalPolicy policy) throws NotKnown {
    this.policy = policy;
    try {
      this.admin = Admin.create(ClientSettings.admin(policy));
    } catch (KafkaException e) { // such as of a host that has no address
      throw new NotKnown(unreachable(), false);
    }
  }

  /** The brokers could not be asked, or do not tell. */
  static final class NotKnown extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isMissing;

    /**
     * @param isMissing whether there is no such topic
     */
    NotKnown(String sentence, boolean isMissing) {
      super(sentence, null, false, false);
      this.isMissing = isMissing;
    }

    String sentence() {
      return String.valueOf(getMessage());
    }

    boolean isMissing() {
      return isMissing;
    }
  }

  /**
   * What is there, as one line for who looks before a start: the topic, or that it would be made.
   *
   * @param isWell whether a server could start with it
   */
  public record Found(boolean isWell, String message) {}

  /** Looks, and changes nothing. */
  public static Found look(KafkaJournalPolicy policy) {
    try (var look = new TopicLook(policy)) {
      if (!look.isThere()) {
        look.planned();
        return new Found(
            true, "topic %s is not there yet: the first start makes it".formatted(policy.topic()));
      }
      TopicSettings topic = look.settings();
      List<String> problems = new ArrayList<>(topic.faults());
      if (!policy.acceptsLoss()) {
        problems.addAll(topic.losses());
      }
      return problems.isEmpty()
          ? new Found(
              true,
              "topic %s at %s has %d partitions, each on %d brokers"
                  .formatted(
                      policy.topic(),
                      policy.bootstrapServers(),
                      topic.partitions(),
                      topic.replication()))
          : new Found(false, "topic %s: %s".formatted(policy.topic(), String.join("; ", problems)));
    } catch (NotKnown e) {
      return new Found(false, e.sentence());
    }
  }

  /** Makes the topic, unless it is there, and tells how it is set up. */
  TopicSettings make() throws NotKnown {
    if (!isThere()) {
      create();
    }
    for (int look = 1; ; look++) {
      try {
        return settings();
      } catch (NotKnown e) {
        if (!e.isMissing() || look == LOOKS) {
          throw e;
        }
        await(); // Not all brokers know of one that was just made.
      }
    }
  }

  private static void await() throws NotKnown {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** How the topic is to be made; fails when no server would start with it. */
  private TopicSettings planned() throws NotKnown {
    TopicSettings planned = TopicSettings.made(policy, brokers().size());
    if (planned.brokers() < planned.replication()) {
      throw new NotKnown(fewerBrokers(), false);
    }
    List<String> losses = policy.acceptsLoss() ? List.of() : planned.losses();
    if (!losses.isEmpty()) {
      throw new NotKnown(
          ("Kafka's topic %s would be made by inlet.journal.kafka.replication"
                  + " (INLET_JOURNAL_KAFKA_REPLICATION) so that calls may be lost: %s")
              .formatted(policy.topic(), String.join("; ", losses)),
          false);
    }
    return planned;
  }

  private void create() throws NotKnown {
    TopicSettings planned = planned();
    var topic = new NewTopic(policy.topic(), policy.partitions(), (short) policy.replication());
    var configs = new HashMap<String, String>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(planned.retention().toMillis()));
    configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    configs.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(planned.segment().toMillis()));
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(planned.largestRecord()));
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    configs.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(planned.leastInSync()));
    if (planned.brokers() == 1) {
      configs.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }
    try {
      ask(admin.createTopics(Set.of(topic.configs(configs))).all());
    } catch (NotKnown e) {
      if (!isThere()) { // Another instance may have come first.
        throw e;
      }
    }
  }

  private <T> T ask(KafkaFuture<T> answer) throws NotKnown {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw notKnown(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static NotKnown interrupted() {
    Thread.currentThread().interrupt();
    return new NotKnown("Inlet stops", false);
  }

  private boolean isThere() throws NotKnown {
    return ask(admin.listTopics().names()).contains(policy.topic());
  }

  private Collection<Node> brokers() throws NotKnown {
    return ask(admin.describeCluster().nodes());
  }

  /** How the topic is set up. */
  TopicSettings settings() throws NotKnown {
    TopicDescription described =
        ask(admin.describeTopics(Set.of(policy.topic())).allTopicNames()).get(policy.topic());
    if (described == null) {
      throw new NotKnown(missing(), true);
    }
    Collection<Node> brokers = brokers();
    var settings = settingsOf(brokers);
    return new TopicSettings(
        described.topicId().toString(),
        described.partitions().size(),
        described.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0),
        brokers.size(),
        (int) settings.least(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Long::parseLong),
        settings.least(
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                text -> Boolean.parseBoolean(text) ? 0 : 1)
            == 0,
        -settings.least(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, text -> -Long.parseLong(text)),
        settings
            .ofTopic(TopicConfig.CLEANUP_POLICY_CONFIG)
            .contains(TopicConfig.CLEANUP_POLICY_COMPACT),
        Duration.ofMillis(settings.number(TopicConfig.RETENTION_MS_CONFIG)),
        settings.number(TopicConfig.RETENTION_BYTES_CONFIG),
        Duration.ofMillis(settings.number(TopicConfig.SEGMENT_MS_CONFIG)),
        (int) settings.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
  }

  private Settings settingsOf(Collection<Node> brokers) throws NotKnown {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, policy.topic());
    Set<ConfigResource> asked =
        brokers.stream()
            .map(one -> new ConfigResource(ConfigResource.Type.BROKER, one.idString()))
            .collect(Collectors.toSet());
    asked.add(topic);
    Map<ConfigResource, Config> found = new HashMap<>(ask(admin.describeConfigs(asked).all()));
    Config ofTopic = found.remove(topic);
    return new Settings(ofTopic == null ? new Config(Set.of()) : ofTopic, found.values());
  }

  /** The topic's settings, and those of the brokers that stand in where it has none of its own. */
  private record Settings(Config topic, Collection<Config> brokers) {

    String ofTopic(String name) {
      ConfigEntry entry = topic.get(name);
      return entry == null || entry.value() == null ? "" : entry.value();
    }

    long number(String name) {
      return Long.parseLong(ofTopic(name));
    }

    /** The least of what brokers go by, by some measure: they may be set up differently. */
    long least(String name, ToLongFunction<String> measure) {
      long least = measure.applyAsLong(ofTopic(name));
      ConfigEntry own = topic.get(name);
      if (own != null && own.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        return least;
      }
      for (Config broker : brokers) {
        ConfigEntry entry = broker.get(OF_BROKERS.getOrDefault(name, name));
        if (entry != null && entry.value() != null) {
          least = Math.min(least, measure.applyAsLong(entry.value()));
        }
      }
      return least;
    }
  }

  /** Where each partition ends: the offset that its next record gets. */
  long[] ends(int partitions) throws NotKnown {
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, partitions)
            .boxed()
            .collect(
                Collectors.toMap(
                    number -> new TopicPartition(policy.topic(), number),
                    number -> OffsetSpec.latest()));
    var ends = new long[partitions];
    ask(admin.listOffsets(asked).all())
        .forEach((partition, end) -> ends[partition.partition()] = end.offset());
    return ends;
  }

  private NotKnown notKnown(@Nullable Throwable failure) {
    return new NotKnown(
        failure == null ? unreachable() : sentence(failure),
        failure instanceof UnknownTopicOrPartitionException);
  }

  private String sentence(Throwable failure) {
    return switch (failure) {
      case AuthenticationException e ->
          "Kafka's brokers do not let Inlet in: look at inlet.journal.kafka.properties.*";
      case AuthorizationException e ->
          ("Kafka's brokers do not let Inlet look at the topic %s: its user needs Create,"
                  + " Describe, DescribeConfigs, Read and Write on it, Read on the group"
                  + " %1$s.movers, and Describe and DescribeConfigs on the cluster")
              .formatted(policy.topic());
      case InvalidReplicationFactorException e -> fewerBrokers();
      case UnknownTopicOrPartitionException e -> missing();
      default -> unreachable();
    };
  }

  private String fewerBrokers() {
    return ("Kafka has fewer brokers than the topic %s is to be kept on: start %d, or set"
            + " inlet.journal.kafka.replication (INLET_JOURNAL_KAFKA_REPLICATION)")
        .formatted(policy.topic(), policy.replication());
  }

  private String missing() {
    return "There is no topic %s".formatted(policy.topic());
  }

  private String unreachable() {
    return ("Kafka's brokers at %s do not answer: start them, or correct"
            + " inlet.journal.kafka.bootstrap-servers (INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS)")
        .formatted(policy.bootstrapServers());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
