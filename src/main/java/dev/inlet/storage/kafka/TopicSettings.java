package dev.inlet.storage.kafka;

import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.PersonLane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the topic is set up, as far as it decides whether what brokers acknowledge is durable. Of
 * what brokers differ in, the worst.
 *
 * @param id another one when the topic was deleted and made anew
 * @param partitions how many it has
 * @param replication on how many brokers each partition is kept at least
 * @param brokers how many there are
 * @param leastInSync how many brokers have what is acknowledged at least
 * @param isUnclean whether a broker that lacks some of it may lead
 * @param flushMessages after how many records each broker forces them to its disk
 * @param isCompacted whether records are dropped for others of the same key
 * @param retention how long records are kept; negative for good
 * @param retentionBytes how many bytes of a partition are kept; negative for all
 * @param segment how much longer a record may stay than it is to be kept
 * @param largestRecord in bytes
 */
record TopicSettings(
    String id,
    int partitions,
    int replication,
    int brokers,
    int leastInSync,
    boolean isUnclean,
    long flushMessages,
    boolean isCompacted,
    Duration retention,
    long retentionBytes,
    Duration segment,
    int largestRecord) {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration SEGMENT = Duration.ofDays(1);

  static final int SAFE_REPLICATION = 3;
  static final int SAFE_IN_SYNC = 2;
  static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

  /** What is acknowledged beyond it, with what Kafka puts around a record. */
  static final int LARGEST_RECORD = ClientSettings.LARGEST_RECORD + 100_000;

  /** How a topic is made that is not there, on so many brokers. */
  static TopicSettings made(KafkaJournalPolicy policy, int brokers) {
    return new TopicSettings(
        "",
        policy.partitions(),
        policy.replication(),
        brokers,
        Math.clamp(policy.replication() - 1L, 1, SAFE_IN_SYNC),
        false,
        brokers == 1 ? 1 : Long.MAX_VALUE,
        false,
        KEPT,
        -1,
        SEGMENT,
        LARGEST_RECORD);
  }

  /** With what no operator can want to start: what is wrong, and what to set; a sentence each. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    if (Integer.bitCount(partitions) != 1 || partitions > PersonLane.COUNT) {
      faults.add(
          "it has %d partitions: make it a power of two, up to %d"
              .formatted(partitions, PersonLane.COUNT));
    }
    if (isCompacted) {
      faults.add("calls would be lost by compaction: set its cleanup.policy to delete");
    }
    if (largestRecord < LARGEST_RECORD) {
      faults.add(
          "it takes no call larger than %d bytes: set its max.message.bytes to %d or more"
              .formatted(largestRecord, LARGEST_RECORD));
    }
    if (retention.isNegative()) {
      faults.add(
          "calls would stay for good, those about people who were erased too: set its retention.ms,"
              + " such as to 604800000 for a week");
    }
    return faults;
  }

  /** By what an acknowledged call may be lost, and what to set; a sentence each. */
  List<String> losses() {
    var losses = new ArrayList<String>();
    if (brokers == 1 && replication == 1) {
      if (flushMessages != 1) {
        losses.add(
            "there is one broker, which acknowledges calls that are not on its disk: set the"
                + " topic's flush.messages to 1");
      }
    } else {
      if (replication < SAFE_REPLICATION) {
        losses.add(
            "calls are kept on %d of %d brokers: raise its replication to %d"
                .formatted(replication, brokers, SAFE_REPLICATION));
      }
      if (leastInSync < SAFE_IN_SYNC) {
        losses.add(
            "calls are acknowledged that %d broker has alone: set its min.insync.replicas to %d"
                .formatted(leastInSync, SAFE_IN_SYNC));
      }
      if (isUnclean) {
        losses.add(
            "a broker may lead that lacks calls: set its unclean.leader.election.enable to false");
      }
    }
    if (!retention.isNegative() && retention.compareTo(SHORTEST_RETENTION) < 0) {
      losses.add(
          ("calls are removed after %d s, whether PostgreSQL has them or not: set its retention.ms"
                  + " to a day or more")
              .formatted(retention.toSeconds()));
    }
    if (retentionBytes >= 0) {
      losses.add(
          "calls are removed beyond %d bytes, however new they are: set its retention.bytes to -1"
              .formatted(retentionBytes));
    }
    return losses;
  }
}
