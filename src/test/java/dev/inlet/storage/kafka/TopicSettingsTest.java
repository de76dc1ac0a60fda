package dev.inlet.storage.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may lose calls is found, with what to set. */
class TopicSettingsTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** As a topic is made on three brokers. */
  private static final Made SAFE = new Made();

  /** Settings of which one is changed at a time. */
  private record Made(
      int partitions,
      int replication,
      int brokers,
      int leastInSync,
      boolean isUnclean,
      long flushMessages,
      boolean isCompacted,
      Duration retention,
      long retentionBytes,
      int largestRecord) {

    Made() {
      this(16, 3, 3, 2, false, Long.MAX_VALUE, false, WEEK, -1, TopicSettings.LARGEST_RECORD);
    }

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
      return new Made(
          other,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          flushMessages,
          isCompacted,
          retention,
          retentionBytes,
          largestRecord);
    }

    Made kept(int onBrokers, int ofBrokers, int inSync) {
      return new Made(
          partitions,
          onBrokers,
          ofBrokers,
          inSync,
          isUnclean,
          flushMessages,
          isCompacted,
          retention,
          retentionBytes,
          largestRecord);
    }

    Made unclean() {
      return new Made(
          partitions,
          replication,
          brokers,
          leastInSync,
          true,
          flushMessages,
          isCompacted,
          retention,
          retentionBytes,
          largestRecord);
    }

    Made flushed(long messages) {
      return new Made(
          partitions,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          messages,
          isCompacted,
          retention,
          retentionBytes,
          largestRecord);
    }

    Made compacted() {
      return new Made(
          partitions,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          flushMessages,
          true,
          retention,
          retentionBytes,
          largestRecord);
    }

    Made retained(Duration time, long bytes) {
      return new Made(
          partitions,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          flushMessages,
          isCompacted,
          time,
          bytes,
          largestRecord);
    }

    Made taking(int bytes) {
      return new Made(
          partitions,
          replication,
          brokers,
          leastInSync,
          isUnclean,
          flushMessages,
          isCompacted,
          retention,
          retentionBytes,
          bytes);
    }
  }

  private static void isSafe(UnaryOperator<Made> change) {
    TopicSettings settings = change.apply(SAFE).settings();
    assertEquals(List.of(), settings.losses());
    assertEquals(List.of(), settings.faults());
  }

  private static void loses(UnaryOperator<Made> change, String... words) {
    names(change.apply(SAFE).settings().losses(), words);
    assertEquals(List.of(), change.apply(SAFE).settings().faults());
  }

  private static void isFaulty(UnaryOperator<Made> change, String... words) {
    names(change.apply(SAFE).settings().faults(), words);
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
