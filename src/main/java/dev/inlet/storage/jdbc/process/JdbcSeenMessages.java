package dev.inlet.storage.jdbc.process;

import dev.inlet.journal.RetentionClock;
import dev.inlet.process.MessageKey;
import dev.inlet.process.SeenMessages;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers messages without a random index, which is what slows a growing table down.
 *
 * <p>The newest messages are rows in the order of the journal, and a map in memory. On H2 those of
 * a batch are one row; on PostgreSQL each has its own, since an instance of an older release must
 * find it. When there are {@value #SEGMENT} of them they are sealed: written once more as sorted
 * slices, with a Bloom filter that stays in memory (2 bytes a message), so that a new message costs
 * no read, and a repeated one a single row. Every hit of a filter is verified in its slice.
 *
 * <p>Everybody waits while a segment is sealed, so its rows are cleared afterwards, {@value #PIECE}
 * with each batch: removing all of them at once took 500 ms.
 *
 * <p>A segment is dropped {@link #KEEP} after it was sealed. What is in memory always matches one
 * mark; a mark that moved otherwise, through a rollback or another instance, makes it catch up.
 */
@Singleton
public final class JdbcSeenMessages implements SeenMessages {
  /** Segment retries for four hours and replays by hand; seven days are promised. */
  static final Duration KEEP = Duration.ofDays(8);

  private static final int SEGMENT = 65_536;
  private static final int SLICES = 256;

  /** More than a batch brings, so that a segment's rows are gone before the next is sealed. */
  private static final int PIECE = 512;

  private record Segment(long lastSeq, BloomFilter filter) {}

  private final Database database;
  private final InstantSource clock;
  private final RetentionClock retention;
  private final int segmentSize;

  /** The newest messages, and where in the journal they stand. */
  private final Map<MessageKey, Long> open = new HashMap<>();

  private final List<Segment> segments = new ArrayList<>();
  private long knownUpTo = -1;
  private long clearedUpTo = -1;

  @Inject
  JdbcSeenMessages(Database database, InstantSource clock, RetentionClock retention) {
    this(database, clock, retention, SEGMENT);
  }

  /**
   * @param segmentSize how many messages are sealed together
   */
  JdbcSeenMessages(
      Database database, InstantSource clock, RetentionClock retention, int segmentSize) {
    this.database = database;
    this.clock = clock;
    this.retention = retention;
    this.segmentSize = segmentSize;
  }

  /** How many segments' filters are in memory. */
  public int segments() {
    return segments.size();
  }

  @Override
  public Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark) {
    var seen = new HashMap<MessageKey, Long>();
    if (knownUpTo != mark) {
      database.read(
          connection -> {
            catchUp(connection, mark);
            return null;
          });
    }
    for (MessageKey key : keys) {
      Long seq = open.get(key);
      if (seq != null) {
        seen.put(key, seq);
      } else if (mayBeSealed(key) && database.read(connection -> isSealed(connection, key))) {
        seen.put(key, 0L);
      }
    }
    return seen;
  }

  private boolean mayBeSealed(MessageKey key) {
    for (Segment segment : segments) {
      if (segment.filter().mayHold(key)) {
        return true;
      }
    }
    return false;
  }

  private void catchUp(Connection connection, long mark) throws SQLException {
    if (knownUpTo == mark) {
      return;
    }
    if (knownUpTo > mark) {
      forget();
    }
    if (clearedUpTo < 0) {
      clearedUpTo = firstRow(connection) - 1;
    }
    List<Segment> sealed =
        Database.list(
            connection,
            "SELECT last_seq, filter FROM seen_segment WHERE last_seq > ? ORDER BY last_seq",
            row -> new Segment(row.getLong(1), BloomFilter.read(row.getBytes(2))),
            sealedUpTo());
    if (!sealed.isEmpty()) {
      segments.addAll(sealed);
      dropPurged(connection);
      open.clear();
      knownUpTo = -1;
    }
    Database.list(
            connection,
            "SELECT message_key, seq FROM seen_message WHERE seq > ?",
            row -> occurrences(ByteBuffer.wrap(row.getBytes(1)), row.getLong(2)),
            Math.max(knownUpTo, sealedUpTo()))
        .forEach(row -> row.forEach(one -> open.put(one.key(), one.seq())));
    knownUpTo = mark;
  }

  /** What a row holds: one message's key, or several, each with its place in the journal. */
  private static List<Occurrence> occurrences(ByteBuffer row, long seq) {
    if (row.remaining() == MessageKey.BYTES) {
      return List.of(new Occurrence(MessageKey.readFrom(row), seq));
    }
    var occurrences = new ArrayList<Occurrence>();
    while (row.hasRemaining()) {
      occurrences.add(new Occurrence(MessageKey.readFrom(row), row.getLong()));
    }
    return occurrences;
  }

  /** Whoever seals a segment purges the old ones, and that may have been another instance. */
  private void dropPurged(Connection connection) throws SQLException {
    Set<Long> kept =
        new HashSet<>(
            Database.list(connection, "SELECT last_seq FROM seen_segment", row -> row.getLong(1)));
    segments.removeIf(segment -> !kept.contains(segment.lastSeq()));
  }

  private long sealedUpTo() {
    return segments.isEmpty() ? -1 : segments.getLast().lastSeq();
  }

  private static long firstRow(Connection connection) throws SQLException {
    return Database.find(
            connection, "SELECT COALESCE(MIN(seq), 1) FROM seen_message", row -> row.getLong(1))
        .orElseThrow();
  }

  private void forget() {
    open.clear();
    segments.clear();
    knownUpTo = -1;
    clearedUpTo = -1;
  }

  private boolean isSealed(Connection connection, MessageKey key) throws SQLException {
    for (Segment segment : segments.reversed()) {
      if (segment.filter().mayHold(key) && holds(connection, segment, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Connection connection, Segment segment, MessageKey key)
      throws SQLException {
    return Database.find(
            connection,
            "SELECT message_keys FROM seen_slice WHERE last_seq = ? AND first_byte = ?",
            row -> contains(ByteBuffer.wrap(row.getBytes(1)), key),
            segment.lastSeq(),
            slice(key))
        .orElse(false);
  }

  /** Searches a sorted slice. */
  private static boolean contains(ByteBuffer slice, MessageKey key) {
    int low = 0;
    int high = slice.capacity() / MessageKey.BYTES - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = MessageKey.readFrom(slice.position(middle * MessageKey.BYTES)).compareTo(key);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  @Override
  public void remember(List<Occurrence> occurrences, long upTo) {
    database.write(
        connection -> {
          // Until this has succeeded, what is in memory matches no mark: the next look catches up.
          knownUpTo = Long.MAX_VALUE;
          insert(connection, occurrences);
          occurrences.forEach(one -> open.put(one.key(), one.seq()));
          clear(connection);
          if (open.size() >= segmentSize) {
            seal(connection, upTo);
            // Read back by the next look: a rollback would undo it, and another instance may then
            // seal other messages together.
            open.clear();
            knownUpTo = -1;
          } else {
            knownUpTo = upTo;
          }
          return null;
        });
  }

  private void insert(Connection connection, List<Occurrence> occurrences) throws SQLException {
    var insert = new Batch(connection, "INSERT INTO seen_message (seq, message_key) VALUES (?, ?)");
    if (database.isShared()) {
      for (Occurrence occurrence : occurrences) {
        insert.add(occurrence.seq(), bytes(List.of(occurrence.key())));
      }
    } else if (!occurrences.isEmpty()) {
      insert.add(occurrences.getLast().seq(), packed(occurrences));
    }
    insert.execute();
  }

  private static byte[] packed(List<Occurrence> occurrences) {
    ByteBuffer row = ByteBuffer.allocate(occurrences.size() * (MessageKey.BYTES + Long.BYTES));
    for (Occurrence one : occurrences) {
      one.key().writeTo(row);
      row.putLong(one.seq());
    }
    return row.array();
  }

  /** Removes the next rows that stand in a segment, too. */
  private void clear(Connection connection) throws SQLException {
    if (clearedUpTo < sealedUpTo()) {
      long from = clearedUpTo;
      clearedUpTo = Math.min(from + PIECE, sealedUpTo());
      Database.update(
          connection, "DELETE FROM seen_message WHERE seq > ? AND seq <= ?", from, clearedUpTo);
    }
  }

  private void seal(Connection connection, long lastSeq) throws SQLException {
    BloomFilter filter = BloomFilter.forKeys(open.size());
    List<List<MessageKey>> slices = new ArrayList<>();
    for (int i = 0; i < SLICES; i++) {
      slices.add(new ArrayList<>());
    }
    for (MessageKey key : open.keySet()) {
      filter.add(key);
      slices.get(slice(key)).add(key);
    }
    var insert =
        new Batch(
            connection,
            "INSERT INTO seen_slice (last_seq, first_byte, message_keys) VALUES (?, ?, ?)");
    for (int i = 0; i < SLICES; i++) {
      Collections.sort(slices.get(i));
      insert.add(lastSeq, i, bytes(slices.get(i)));
    }
    insert.execute();
    Database.update(
        connection,
        "INSERT INTO seen_segment (last_seq, sealed_at, filter) VALUES (?, ?, ?)",
        lastSeq,
        clock.instant(),
        filter.write());
    purge(connection, retention.now().minus(KEEP));
  }

  /** The oldest, up to the first that is young: one in the middle was sealed by a wrong clock. */
  private void purge(Connection connection, Instant before) throws SQLException {
    List<Long> old =
        Database.list(
            connection,
            "SELECT last_seq FROM seen_segment WHERE sealed_at < ? AND last_seq <"
                + " (SELECT MIN(last_seq) FROM seen_segment WHERE sealed_at >= ?)",
            row -> row.getLong(1),
            before,
            before);
    for (long lastSeq : old) {
      Database.update(connection, "DELETE FROM seen_slice WHERE last_seq = ?", lastSeq);
      Database.update(connection, "DELETE FROM seen_segment WHERE last_seq = ?", lastSeq);
      segments.removeIf(segment -> segment.lastSeq() == lastSeq);
    }
  }

  private static int slice(MessageKey key) {
    return (int) (key.high() >>> (Long.SIZE - Byte.SIZE));
  }

  private static byte[] bytes(List<MessageKey> keys) {
    ByteBuffer bytes = ByteBuffer.allocate(keys.size() * MessageKey.BYTES);
    keys.forEach(key -> key.writeTo(bytes));
    return bytes.array();
  }
}
