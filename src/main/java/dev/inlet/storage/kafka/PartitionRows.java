package dev.inlet.storage.kafka;

import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.journal.PersonLane;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.journal.JdbcJournal;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far each partition is moved into the journal, in rows that are locked for it: whoever has
 * lost a partition without knowing finds that another has gone on. Every call may block, and fail
 * with a {@link JdbcFailure}.
 */
@Singleton
@Requires(bean = KafkaJournalPolicy.class)
final class PartitionRows {
  /** No epoch is known. */
  static final int NO_EPOCH = -1;

  /** The newest version of each row is the one with the highest offset, and is met first. */
  private static final String PLACES =
      """
      SELECT k.* FROM GENERATE_SERIES(0, ?) AS p (partition_number), LATERAL (
        SELECT * FROM kafka_partition
        WHERE topic = ? AND partition_number = p.partition_number
        ORDER BY next_offset DESC LIMIT 1
      ) AS k""";

  private static final String BEGIN =
      """
      INSERT INTO kafka_partition (topic, topic_id, partition_number, next_offset, leader_epoch,
          lane_version, moved_at)
      SELECT ?, ?, m.partition_number, m.next_offset, ?, ?, CURRENT_TIMESTAMP
      FROM UNNEST(?, ?) AS m (partition_number, next_offset)
      WHERE NOT EXISTS (
        SELECT 1 FROM kafka_partition k WHERE k.topic = ? AND k.partition_number = m.partition_number
      )""";

  /**
   * In the order of the partitions at hand. The limit takes nothing away: without it PostgreSQL may
   * read all versions of all rows, and join those.
   */
  private static final String LOCK =
      """
      SELECT k.partition_number, k.next_offset
      FROM UNNEST(?, ?) AS m (partition_number, next_offset), LATERAL (
        SELECT * FROM kafka_partition
        WHERE topic = ? AND partition_number = m.partition_number AND next_offset >= m.next_offset
        ORDER BY next_offset DESC LIMIT 1
        FOR UPDATE
      ) AS k""";

  private static final String MOVE =
      """
      UPDATE kafka_partition
      SET next_offset = ?, leader_epoch = ?, moved_at = CURRENT_TIMESTAMP
      WHERE topic = ? AND partition_number = ? AND next_offset = ?""";

  private final JournalDatabase database;
  private final String topic;

  PartitionRows(JournalDatabase database, KafkaJournalPolicy policy) {
    this.database = database;
    this.topic = policy.topic();
  }

  /**
   * Where to go on in a partition.
   *
   * @param topicId of the topic that it is about: one that was made anew has another
   * @param next the offset of the first record that is not moved
   * @param leaderEpoch of the record before it, by which it is told that a broker has lost some; or
   *     {@link #NO_EPOCH}
   */
  record Place(String topicId, long next, int leaderEpoch) {}

  /** A record as it was read. */
  record Read(long offset, int leaderEpoch, JournalEntry entry) {}

  /**
   * Records of a partition that follow each other, one at least.
   *
   * @param from where reading began; nothing lies between it and the first of them
   */
  record Portion(int partition, long from, List<Read> records) {}

  /**
   * What became of portions.
   *
   * @param calls those that were moved, as they stand in the journal now
   * @param next where to go on in each partition of which something was moved or had been moved
   *     before; the others' rows have gone back, and their places must be looked up
   */
  record Moved(List<Journaled> calls, Map<Integer, Long> next) {}

  /** Where to go on in each of so many partitions; those of which nothing stands there left out. */
  Map<Integer, Place> places(int partitions) {
    return database.read(connection -> places(connection, partitions));
  }

  private Map<Integer, Place> places(Connection connection, int partitions) throws SQLException {
    var places = new HashMap<Integer, Place>();
    Database.list(
        connection,
        PLACES,
        row -> places.put(row.getInt("partition_number"), place(row)),
        partitions - 1,
        topic);
    return places;
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getString("topic_id"), row.getLong("next_offset"), row.getInt("leader_epoch"));
  }

  /** Notes where partitions begin of which nothing is noted yet. */
  void begin(String topicId, Map<Integer, Long> firsts) {
    int[] partitions = firsts.keySet().stream().mapToInt(Integer::intValue).toArray();
    long[] offsets = firsts.values().stream().mapToLong(Long::longValue).toArray();
    database.write(
        connection -> {
          try (Statement lock = connection.createStatement()) {
            // Two that begin at once would both find nothing there.
            lock.execute("LOCK TABLE kafka_partition IN SHARE ROW EXCLUSIVE MODE");
          }
          return Database.update(
              connection,
              BEGIN,
              topic,
              topicId,
              NO_EPOCH,
              PersonLane.VERSION,
              partitions,
              offsets,
              topic);
        });
  }

  /**
   * Moves records into the journal, in one transaction: of each partition what is not there yet, or
   * nothing, when its row has gone back meanwhile.
   */
  Moved move(List<Portion> portions) {
    List<Portion> inOrder =
        portions.stream().sorted(Comparator.comparingInt(Portion::partition)).toList();
    return database.write(connection -> move(connection, inOrder));
  }

  private Moved move(Connection connection, List<Portion> portions) throws SQLException {
    Map<Integer, Long> locked = lock(connection, portions);
    var entries = new ArrayList<JournalEntry>();
    var steps = new ArrayList<Step>();
    Map<Integer, Long> next = new HashMap<>(locked);
    for (Portion portion : portions) {
      Long before = locked.get(portion.partition());
      if (before == null) {
        continue;
      }
      List<Read> rest = portion.records().stream().filter(one -> one.offset() >= before).toList();
      if (!rest.isEmpty()) {
        rest.forEach(one -> entries.add(one.entry()));
        Read last = rest.getLast();
        steps.add(new Step(portion.partition(), before, last.offset() + 1, last.leaderEpoch()));
        next.put(portion.partition(), last.offset() + 1);
      }
    }
    if (entries.isEmpty()) {
      return new Moved(List.of(), next);
    }
    note(connection, steps);
    // Last, since it locks the journal's head.
    long seq = JdbcJournal.append(connection, entries);
    var calls = new ArrayList<Journaled>(entries.size());
    for (JournalEntry entry : entries) {
      calls.add(new Journaled(seq++, entry, null));
    }
    return new Moved(calls, next);
  }

  private record Step(int partition, long before, long next, int leaderEpoch) {}

  private Map<Integer, Long> lock(Connection connection, List<Portion> portions)
      throws SQLException {
    record Row(int partition, long next) {}
    return Database.list(
            connection,
            LOCK,
            row -> new Row(row.getInt(1), row.getLong(2)),
            portions.stream().mapToInt(Portion::partition).toArray(),
            portions.stream().mapToLong(Portion::from).toArray(),
            topic)
        .stream()
        .collect(Collectors.toMap(Row::partition, Row::next));
  }

  private void note(Connection connection, List<Step> steps) throws SQLException {
    var update = new Batch(connection, MOVE);
    for (Step step : steps) {
      update.add(step.next(), step.leaderEpoch(), topic, step.partition(), step.before());
    }
    int changed = update.execute();
    if (changed != steps.size()) {
      throw new SQLException("%d of %d rows were moved".formatted(changed, steps.size()));
    }
  }
}
