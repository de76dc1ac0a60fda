package dev.inlet.storage.kafka;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.journal.commit.JournalListener;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.kafka.CallRecord.Unreadable;
import dev.inlet.storage.kafka.PartitionRows.Moved;
import dev.inlet.storage.kafka.PartitionRows.Place;
import dev.inlet.storage.kafka.PartitionRows.Portion;
import dev.inlet.storage.kafka.PartitionRows.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what one consumer is assigned, a step at a time. Where a partition is read from is looked
 * up in its row, whenever it is assigned or something went wrong; until then it rests.
 *
 * <p>A partition of which calls are missing, or that holds what is none, stays where it is, loudly,
 * until somebody changes its row.
 */
final class Moving implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Moving.class);
  private static final String LOST = "Kafka has lost calls that it had acknowledged";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PLACE_EVERY = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final JournalTopic topic;
  private final PartitionRows rows;
  private final MovedState state;
  private final JournalListener listener;
  private final Ticker ticker;

  /** What is assigned and rests, since nobody knows from where to read. */
  private final Set<TopicPartition> resting = new HashSet<>();

  /** From where what is assigned and does not rest is read. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** What is held up, with the row's place at that. */
  private final Map<TopicPartition, Place> stuck = new HashMap<>();

  private long placedAt;

  Moving(
      Consumer<byte[], byte[]> consumer,
      JournalTopic topic,
      PartitionRows rows,
      MovedState state,
      JournalListener listener,
      Ticker ticker) {
    this.consumer = consumer;
    this.topic = topic;
    this.rows = rows;
    this.state = state;
    this.listener = listener;
    this.ticker = ticker;
  }

  /** A position of its own keeps the consumer from looking for one that was committed. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    partitions.forEach(this::rest);
    placedAt = ticker.read() - PLACE_EVERY.toNanos();
  }

  private void rest(TopicPartition partition) {
    consumer.seek(partition, next.getOrDefault(partition, 0L));
    consumer.pause(Set.of(partition));
    resting.add(partition);
    next.remove(partition);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      resting.remove(partition);
      next.remove(partition);
      stuck.remove(partition);
      state.free(partition.partition());
    }
  }

  /** Moves what there is, or waits a moment for something. */
  void step() {
    if (!resting.isEmpty() && ticker.read() - placedAt >= PLACE_EVERY.toNanos()) {
      placedAt = ticker.read();
      place();
    }
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        move(records);
      }
    } catch (InvalidOffsetException e) {
      List.copyOf(e.partitions()).forEach(this::rest);
      if (e instanceof LogTruncationException truncated) {
        truncated(truncated);
      }
    }
  }

  /** Looks up where to go on with what rests. */
  private void place() {
    TopicSettings settings = topic.settings();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(resting);
    Map<TopicPartition, Long> ends = consumer.endOffsets(resting);
    Map<Integer, Place> places = rows.places(settings.partitions());
    var firsts = new HashMap<Integer, Long>();
    begins.forEach(
        (partition, begin) -> {
          if (!places.containsKey(partition.partition())) {
            firsts.put(partition.partition(), begin);
          }
        });
    if (!firsts.isEmpty()) {
      rows.begin(settings.id(), firsts);
      places.putAll(rows.places(settings.partitions()));
    }
    for (TopicPartition partition : List.copyOf(resting)) {
      Place place = places.get(partition.partition());
      Long begin = begins.get(partition);
      Long end = ends.get(partition);
      if (place != null && begin != null && end != null && !place.equals(stuck.get(partition))) {
        goOn(partition, place, begin, end, settings.id());
      }
    }
  }

  private void goOn(TopicPartition partition, Place place, long begin, long end, String topicId) {
    if (!place.topicId().equals(topicId)) {
      stuck(partition, place, "The topic is another one than calls were moved from");
    } else if (place.next() < begin) {
      stuck(
          partition,
          place,
          "Kafka has removed the calls from %d up to %d before they were moved"
              .formatted(place.next(), begin));
    } else if (place.next() > end) {
      stuck(
          partition,
          place,
          LOST + ": it ends at %d, and those up to %d were moved".formatted(end, place.next()));
    } else {
      stuck.remove(partition);
      state.free(partition.partition());
      resting.remove(partition);
      next.put(partition, place.next());
      consumer.seek(partition, new OffsetAndMetadata(place.next(), epoch(place), ""));
      consumer.resume(Set.of(partition));
    }
  }

  private static Optional<Integer> epoch(Place place) {
    return place.leaderEpoch() == PartitionRows.NO_EPOCH
        ? Optional.empty()
        : Optional.of(place.leaderEpoch());
  }

  private void stuck(TopicPartition partition, Place place, String why) {
    stuck.put(partition, place);
    String sentence =
        "Partition %d of Kafka's topic %s is held up at %d: %s"
            .formatted(partition.partition(), partition.topic(), place.next(), why);
    state.stuck(partition.partition(), sentence);
    LOG.error("{}. See \"Kafka as the journal\" in Operating", sentence);
  }

  /** What was read there once is not what is there now. */
  private void truncated(LogTruncationException e) {
    Map<Integer, Place> places = rows.places(topic.settings().partitions());
    for (TopicPartition partition : e.partitions()) {
      Place place = places.get(partition.partition());
      OffsetAndMetadata divergent = e.divergentOffsets().get(partition);
      if (place != null) {
        stuck(
            partition,
            place,
            divergent == null ? LOST : LOST + ", the first at %d".formatted(divergent.offset()));
      }
    }
  }

  private void move(ConsumerRecords<byte[], byte[]> records) {
    var portions = new ArrayList<Portion>();
    var unreadable = new HashMap<TopicPartition, String>();
    for (TopicPartition partition : records.partitions()) {
      Long from = next.get(partition);
      if (from == null) {
        continue; // It rests meanwhile.
      }
      var read = new ArrayList<Read>();
      try {
        for (ConsumerRecord<byte[], byte[]> one : records.records(partition)) {
          int epoch = one.leaderEpoch().orElse(PartitionRows.NO_EPOCH);
          read.add(new Read(one.offset(), epoch, CallRecord.read(one.value())));
        }
      } catch (Unreadable e) {
        unreadable.put(partition, "The record there cannot be read: " + e.problem());
      }
      if (!read.isEmpty()) {
        portions.add(new Portion(partition.partition(), from, read));
      }
    }
    settle(records.partitions(), portions);
    unreadable.forEach(this::holdUp);
  }

  private void settle(Set<TopicPartition> partitions, List<Portion> portions) {
    if (portions.isEmpty()) {
      return;
    }
    try {
      Moved moved = rows.move(portions);
      portions.forEach(portion -> settle(portion, moved.next().get(portion.partition())));
      if (!moved.calls().isEmpty()) {
        state.moved(moved.calls().size());
        listener.follow(moved.calls(), List.of());
      }
    } catch (JdbcFailure e) {
      partitions.stream().filter(next::containsKey).forEach(this::rest);
      throw e;
    }
  }

  private void settle(Portion portion, @Nullable Long reached) {
    var partition = new TopicPartition(topic.name(), portion.partition());
    if (reached != null && reached == portion.records().getLast().offset() + 1) {
      next.put(partition, reached);
    } else {
      rest(partition); // Its row has gone back, or another instance has gone on.
    }
  }

  private void holdUp(TopicPartition partition, String why) {
    rest(partition);
    Place place = rows.places(topic.settings().partitions()).get(partition.partition());
    if (place != null) {
      stuck(partition, place, why);
    }
  }
}
