package dev.inlet.storage.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.journal.KafkaJournalPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may lose calls is found, with what to set. */
class TopicSettingsTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** As a topic is made on three brokers, of which something is changed at a time. */
  private static final class Made {
    private int partitions = 16;
    private int replication = 3;
    private int brokers = 3;
    private int leastInSync = 2;
    private boolean isUnclean;
    private long flushMessages = Long.MAX_VALUE;
    private boolean isCompacted;
    private Duration retention = WEEK;
    private long retentionBytes = -1;
    private int largestRecord = TopicSettings.LARGEST_RECORD;

    TopicSettings settings() {
      return new TopicSettings(
          "id",
          partitions,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          flushMessages,
          isCompacted,
          retention,
          retentionBytes,
          Duration.ofDays(1),
          largestRecord);
    }

    Made partitions(int other) {
      partitions = other;
      return this;
    }

    Made kept(int onBrokers, int ofBrokers, int inSync) {
      replication = onBrokers;
      brokers = ofBrokers;
      leastInSync = inSync;
      return this;
    }

    Made unclean() {
      isUnclean = true;
      return this;
    }

    Made flushed(long messages) {
      flushMessages = messages;
      return this;
    }

    Made compacted() {
      isCompacted = true;
      return this;
    }

    Made retained(Duration time, long bytes) {
      retention = time;
      retentionBytes = bytes;
      return this;
    }

    Made taking(int bytes) {
      largestRecord = bytes;
      return this;
    }
  }

  private static void isSafe(UnaryOperator<Made> change) {
    TopicSettings settings = change.apply(new Made()).settings();
    assertEquals(List.of(), settings.losses());
    assertEquals(List.of(), settings.faults());
  }

  private static void loses(UnaryOperator<Made> change, String... words) {
    names(change.apply(new Made()).settings().losses(), words);
    assertEquals(List.of(), change.apply(new Made()).settings().faults());
  }

  private static void isFaulty(UnaryOperator<Made> change, String... words) {
    names(change.apply(new Made()).settings().faults(), words);
  }

  private static void names(List<String> sentences, String... words) {
    assertEquals(words.length, sentences.size(), sentences::toString);
    for (int i = 0; i < words.length; i++) {
      String sentence = sentences.get(i);
      assertTrue(sentence.contains(words[i]), sentence);
    }
  }

  @Nested
  class OnSeveralBrokers {

    @Test
    void threeCopiesOfWhichTwoAcknowledgeAreSafe() {
      isSafe(made -> made);
      isSafe(made -> made.kept(5, 5, 3));
      isSafe(made -> made.kept(3, 1, 2)); // Two of three brokers are away.
    }

    @Test
    void fewerCopiesLoseCalls() {
      loses(made -> made.kept(2, 3, 2), "raise its replication to 3");
      loses(made -> made.kept(1, 3, 1), "raise its replication", "min.insync.replicas to 2");
    }

    @Test
    void forcingEachRecordOfACopyThatIsAloneIsNotEnough() {
      loses(made -> made.kept(1, 3, 2).flushed(1), "raise its replication to 3");
    }

    @Test
    void oneThatAcknowledgesAloneLosesCalls() {
      loses(made -> made.kept(3, 3, 1), "min.insync.replicas to 2");
    }

    @Test
    void leaderThatLacksCallsLosesThem() {
      loses(Made::unclean, "unclean.leader.election.enable to false");
    }
  }

  @Nested
  class OnOneBroker {

    @Test
    void forcingEachRecordIsSafe() {
      isSafe(made -> made.kept(1, 1, 1).flushed(1));
    }

    @Test
    void whatIsAcknowledgedBeforeItIsForcedIsLost() {
      loses(made -> made.kept(1, 1, 1), "flush.messages to 1");
      loses(made -> made.kept(1, 1, 1).flushed(2), "flush.messages to 1");
    }
  }

  @Nested
  class AsItIsMade {
    private static TopicSettings made(int replication, int brokers) {
      return TopicSettings.made(
          new KafkaJournalPolicy("localhost:9092", "t", 16, replication, false, Map.of()), brokers);
    }

    @Test
    void itIsSafeOnOneBrokerAndOnThree() {
      for (TopicSettings safe : List.of(made(1, 1), made(3, 3), made(3, 5), made(5, 5))) {
        assertEquals(List.of(), safe.faults());
        assertEquals(List.of(), safe.losses());
      }
    }

    @Test
    void fewerCopiesThanThreeOfSeveralBrokersLoseCalls() {
      names(made(1, 3).losses(), "raise its replication to 3", "min.insync.replicas to 2");
      names(made(2, 2).losses(), "raise its replication to 3", "min.insync.replicas to 2");
    }
  }

  @Nested
  class Whatever {

    @Test
    void callsThatAreRemovedTooSoonAreLost() {
      loses(made -> made.retained(Duration.ofHours(23), -1), "retention.ms");
      loses(made -> made.retained(WEEK, 1_000_000), "retention.bytes to -1");
      isSafe(made -> made.retained(Duration.ofDays(1), -1));
    }

    @Test
    void callsThatStayForGoodAreNeverErased() {
      isFaulty(made -> made.retained(Duration.ofMillis(-1), -1), "retention.ms");
    }

    @Test
    void compactionIsRefused() {
      isFaulty(Made::compacted, "cleanup.policy to delete");
    }

    @Test
    void partitionsAreAPowerOfTwo() {
      isSafe(made -> made.partitions(1));
      isSafe(made -> made.partitions(256));
      isFaulty(made -> made.partitions(12), "a power of two");
      isFaulty(made -> made.partitions(512), "a power of two");
    }

    @Test
    void largestCallFits() {
      isFaulty(made -> made.taking(1_048_588), "max.message.bytes");
    }
  }
}
