package dev.inlet.config;

import dev.inlet.kafka.KafkaPolicy;
import dev.inlet.kafka.KafkaSettings;
import dev.inlet.kafka.KafkaSettings.Problem;
import dev.inlet.kafka.KafkaWanted;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import java.util.Map;
import java.util.Objects;

/** Where changes go in Kafka, read and checked where an operator has set brokers. */
@Factory
@Requires(condition = KafkaWanted.class)
final class KafkaConfiguration {
  private static final String USUAL_TOPIC = "inlet.changes";

  private final ConfigurationReader reader;
  private final InletProperties.Kafka kafka;
  private final Environment environment;

  KafkaConfiguration(
      ConfigurationReader reader, InletProperties.Kafka kafka, Environment environment) {
    this.reader = reader;
    this.kafka = kafka;
    this.environment = environment;
  }

  /**
   * {@code inlet.forward.kafka.bootstrap-servers}, {@code inlet.forward.kafka.topic}, {@code
   * inlet.forward.kafka.properties.*}.
   */
  @Context
  @ReadFirst
  KafkaPolicy kafkaPolicy() {
    String servers = Objects.requireNonNull(kafka.bootstrapServers());
    String topic = kafka.topic() == null || kafka.topic().isBlank() ? USUAL_TOPIC : kafka.topic();
    reader.check(() -> refuseWrong(servers));
    reader.check(() -> refuseWrongTopic(topic));
    var policy = new KafkaPolicy(servers, topic, reader.read(this::properties, Map.of()));
    reader.check(() -> refuseProblem(policy));
    return policy;
  }

  private void refuseWrong(String servers) {
    if (!KafkaSettings.areServers(servers)) {
      throw reader.wrong(KafkaWanted.PROPERTY, "a list of host:port with commas between", servers);
    }
  }

  private void refuseWrongTopic(String topic) {
    if (!KafkaSettings.areTopics(topic)) {
      throw reader.wrong(
          "inlet.forward.kafka.topic",
          "the name of a topic, of letters, digits, \".\", \"_\" and \"-\", with {type} for one"
              + " topic per kind of change",
          topic);
    }
  }

  private void refuseProblem(KafkaPolicy policy) {
    Problem problem = KafkaSettings.problem(policy);
    if (problem != null) {
      throw reader.wrong(KnownNames.OF_KAFKA + problem.name(), problem.sentence());
    }
  }

  private Map<String, String> properties() {
    for (String name : KafkaSettings.decided()) {
      if (environment.containsProperty(KnownNames.OF_KAFKA + name)) {
        throw reader.wrong(
            KnownNames.OF_KAFKA + name, "leave it out: Inlet decides it, to lose and mix nothing");
      }
    }
    return ConfigurationReader.set(environment, KnownNames.OF_KAFKA, KafkaSettings.names());
  }
}
