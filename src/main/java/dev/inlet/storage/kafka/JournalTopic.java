package dev.inlet.storage.kafka;

import dev.inlet.journal.CallCopies;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.kafka.PartitionRows.Place;
import dev.inlet.storage.kafka.TopicLook.NotKnown;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic on which calls are durable, as it was last looked at. It is made at the first start.
 * While it is set up so that calls could be lost, or is another one than calls were moved from,
 * Inlet neither starts nor takes calls.
 */
@Context
@Requires(bean = KafkaJournalPolicy.class)
final class JournalTopic implements CallCopies {
  private static final Logger LOG = LoggerFactory.getLogger(JournalTopic.class);

  private final KafkaJournalPolicy policy;
  private final PartitionRows rows;
  private final MovedUpTo movedUpTo = new MovedUpTo();
  private volatile TopicSettings settings;
  private volatile @Nullable String problem;

  /**
   * Looks for the first time.
   *
   * @throws IllegalStateException with what is wrong and what to do, when it cannot be used
   */
  JournalTopic(KafkaJournalPolicy policy, PartitionRows rows) {
    this.policy = policy;
    this.rows = rows;
    try (var look = new TopicLook(policy)) {
      this.settings = look.make();
    } catch (NotKnown e) {
      throw new IllegalStateException(e.sentence());
    }
    String found = judge(settings);
    if (found != null) {
      throw new IllegalStateException(found);
    }
    if (policy.acceptsLoss()) {
      settings.losses().forEach(loss -> LOG.warn("Kafka may lose calls: {}", loss));
    }
  }

  /** The sentence with what is wrong; null when nothing is. */
  private @Nullable String judge(TopicSettings found) {
    List<String> problems = new ArrayList<>(found.faults());
    if (!policy.acceptsLoss()) {
      List<String> losses = found.losses();
      problems.addAll(losses);
      if (!losses.isEmpty()) {
        problems.add(
            "or accept that calls are lost by inlet.journal.kafka.accept-loss=true"
                + " (INLET_JOURNAL_KAFKA_ACCEPT_LOSS)");
      }
    }
    if (!problems.isEmpty()) {
      return "Kafka's topic %s: %s".formatted(policy.topic(), String.join("; ", problems));
    }
    for (Place place : rows.places(found.partitions()).values()) {
      if (!place.topicId().equals(found.id())) {
        return another(place.topicId(), found.id());
      }
    }
    return null;
  }

  private String another(String before, String now) {
    return ("Kafka's topic %s is another one than calls were moved from: it was %s and is %s. What"
            + " was not moved is gone with the old one. Look into that, and to go on with the new"
            + " one DELETE FROM kafka_partition WHERE topic = '%1$s'")
        .formatted(policy.topic(), before, now);
  }

  /** Looks again; what cannot be found out leaves all as it was. */
  void lookAgain(TopicLook look) throws NotKnown {
    TopicSettings found;
    try {
      found = look.settings();
    } catch (NotKnown e) {
      if (e.isMissing()) {
        found(e.sentence());
        return;
      }
      throw e;
    }
    try {
      String wrong =
          found.id().equals(settings.id()) ? judge(found) : another(settings.id(), found.id());
      if (wrong == null) {
        settings = found;
      }
      found(wrong);
    } catch (JdbcFailure e) {
      LOG.debug("PostgreSQL is away, and cannot tell from which topic calls were moved");
    }
  }

  private void found(@Nullable String wrong) {
    String before = problem;
    problem = wrong;
    if (wrong != null && !wrong.equals(before)) {
      LOG.error("No calls are taken any more: {}", wrong);
    } else if (wrong == null && before != null) {
      LOG.info("Kafka's topic is set up well again: calls are taken");
    }
  }

  /** What it is called. */
  String name() {
    return policy.topic();
  }

  /** Why no calls are taken; null when they are. */
  @Nullable String problem() {
    return problem;
  }

  /** How it is set up, as it was last well. */
  TopicSettings settings() {
    return settings;
  }

  @Override
  public Instant goneBy(Instant takenUpTo) {
    TopicSettings now = settings;
    return takenUpTo.plus(now.retention()).plus(now.segment());
  }

  @Override
  public boolean areJournaled(Instant takenUpTo) {
    return movedUpTo.hasReached(takenUpTo);
  }

  /**
   * Notes what was seen.
   *
   * @param at before the ends were asked for
   * @param ends where each partition ended then
   * @param moved up to where each was moved at least, by its number
   */
  void seen(Instant at, long[] ends, Map<Integer, Long> moved) {
    movedUpTo.seen(at, ends, moved);
  }

  /** Where calls go on in each partition, by its number. */
  Map<Integer, Place> places() {
    return rows.places(settings.partitions());
  }
}
