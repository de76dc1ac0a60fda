package dev.inlet.config;

import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.PersonLane;
import dev.inlet.kafka.ConnectionSettings;
import dev.inlet.kafka.KafkaSettings;
import dev.inlet.kafka.KafkaSettings.Problem;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Kafka as the journal, read and checked where an operator has set brokers for it. */
@Factory
@Requires(property = KafkaJournalConfiguration.SERVERS, pattern = "\\s*\\S.*")
final class KafkaJournalConfiguration {
  static final String SERVERS = "inlet.journal.kafka.bootstrap-servers";
  private static final String TOPIC = "inlet.journal.kafka.topic";
  private static final String PARTITIONS = "inlet.journal.kafka.partitions";
  private static final String PROPERTIES = "inlet.journal.kafka.properties";

  /** What else is set of it. */
  private static final List<String> WITH_SERVERS =
      List.of(
          TOPIC, PARTITIONS, "inlet.journal.kafka.replication", "inlet.journal.kafka.accept-loss");

  private static final String USUAL_TOPIC = "inlet.journal";
  private static final int USUAL_PARTITIONS = 16;
  private static final int USUAL_REPLICATION = 3;
  private static final int HIGHEST_REPLICATION = 100;
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final ConfigurationReader reader;
  private final InletProperties.KafkaJournal kafka;
  private final Environment environment;
  private final @Nullable String database;

  KafkaJournalConfiguration(
      ConfigurationReader reader,
      InletProperties.KafkaJournal kafka,
      Environment environment,
      @Property(name = "datasources.default.url") @Nullable String database) {
    this.reader = reader;
    this.kafka = kafka;
    this.environment = environment;
    this.database = database;
  }

  /** {@code inlet.journal.kafka.*}. */
  @Context
  @ReadFirst
  KafkaJournalPolicy policy() {
    String servers = Objects.requireNonNull(kafka.bootstrapServers());
    String topic = kafka.topic() == null || kafka.topic().isBlank() ? USUAL_TOPIC : kafka.topic();
    reader.check(this::refuseOtherDatabase);
    reader.check(() -> refuseWrongServers(servers));
    reader.check(() -> refuseWrongTopic(topic));
    return new KafkaJournalPolicy(
        servers,
        topic,
        reader.read(this::partitions, USUAL_PARTITIONS),
        reader.number(
            "inlet.journal.kafka.replication",
            kafka.replication(),
            USUAL_REPLICATION,
            1,
            HIGHEST_REPLICATION),
        reader.isTrue("inlet.journal.kafka.accept-loss", kafka.acceptLoss(), false),
        reader.read(this::properties, Map.of()));
  }

  private void refuseOtherDatabase() {
    if (database == null || !database.startsWith(POSTGRESQL)) {
      throw reader.wrong(
          SERVERS,
          "Kafka as the journal needs PostgreSQL, where the calls go from there: set"
              + " DATASOURCES_DEFAULT_URL to jdbc:postgresql:…, or leave this out");
    }
  }

  private void refuseWrongServers(String servers) {
    if (!KafkaSettings.areServers(servers)) {
      throw reader.wrong(SERVERS, "a list of host:port with commas between", servers);
    }
  }

  private void refuseWrongTopic(String topic) {
    if (!KafkaSettings.isTopic(topic)) {
      throw reader.wrong(
          TOPIC, "the name of a topic, of letters, digits, \".\", \"_\" and \"-\"", topic);
    }
  }

  private int partitions() {
    int number =
        reader.number(PARTITIONS, kafka.partitions(), USUAL_PARTITIONS, 1, PersonLane.COUNT);
    if (Integer.bitCount(number) != 1) {
      throw reader.wrong(
          PARTITIONS, "a power of two, such as 16, up to " + PersonLane.COUNT, "" + number);
    }
    return number;
  }

  private Map<String, String> properties() {
    Map<String, String> properties =
        ConfigurationReader.set(
            environment, KnownNames.OF_KAFKA_JOURNAL, ConnectionSettings.names());
    Problem problem = ConnectionSettings.problem(properties);
    if (problem != null) {
      throw reader.wrong(KnownNames.OF_KAFKA_JOURNAL + problem.name(), problem.sentence());
    }
    return properties;
  }

  /** Refuses settings of brokers that are not named: calls would go elsewhere without a word. */
  @Context
  @ReadFirst
  static final class WithoutServers {
    WithoutServers(ConfigurationReader reader, Environment environment) {
      if (environment.getProperty(SERVERS, String.class).orElse("").isBlank()) {
        WITH_SERVERS.stream()
            .filter(environment::containsProperty)
            .forEach(name -> reader.check(() -> refuse(reader, name)));
        environment
            .getPropertyEntries(PROPERTIES)
            .forEach(name -> reader.check(() -> refuse(reader, PROPERTIES + "." + name)));
      }
    }

    private static void refuse(ConfigurationReader reader, String name) {
      throw reader.wrong(
          name,
          "nothing comes of it without %s: set that (%s), or leave this out"
              .formatted(SERVERS, KnownNames.variable(SERVERS)));
    }
  }
}
