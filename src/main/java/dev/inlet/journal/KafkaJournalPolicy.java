package dev.inlet.journal;

import java.util.Map;

/**
 * The topic of Kafka's on which calls are durable before they come into the journal, where an
 * operator has set brokers for it.
 *
 * @param bootstrapServers where brokers are asked for first, host:port with commas between
 * @param topic its name
 * @param partitions how many it gets when it is made; a power of two, {@link PersonLane#COUNT} at
 *     most
 * @param replication on how many brokers each partition is kept when it is made
 * @param acceptsLoss whether settings of the topic are served with under which a crash may lose
 *     what was acknowledged
 * @param properties further settings of Kafka's clients, such as those of security
 */
public record KafkaJournalPolicy(
    String bootstrapServers,
    String topic,
    int partitions,
    int replication,
    boolean acceptsLoss,
    Map<String, String> properties) {

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "KafkaJournalPolicy";
  }
}
