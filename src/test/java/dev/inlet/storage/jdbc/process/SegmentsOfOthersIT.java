package dev.inlet.storage.jdbc.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Everything;
import dev.inlet.Stores;
import dev.inlet.process.MessageKey;
import dev.inlet.process.SeenMessages.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two instances on one database: what one has purged, the other does not keep in memory. */
class SegmentsOfOthersIT {
  private static final int SEGMENT = Stores.SEGMENT;

  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void filtersOfPurgedSegmentsAreLetGoOf() throws Exception {
    Map<String, Object> place = EmbeddedPostgresql.newDatabase();
    try (Stores one = Stores.open(place, () -> now);
        Stores other = Stores.open(place, () -> now)) {
      process(one, 1);
      process(other, 2);
      process(one, 3);
      assertEquals(3, segments(one));
      assertEquals(3, segments(other));

      now = now.plus(Duration.ofDays(8)).plusSeconds(1);
      process(one, 4);
      assertEquals(1, new Everything(place).rows("seen_segment"));
      assertEquals(1, segments(one));
      assertEquals(1, segments(other));
    }
  }

  /** Processes as many messages as one segment holds. */
  private static void process(Stores stores, long segment) {
    long first = (segment - 1) * SEGMENT + 1;
    long last = segment * SEGMENT;
    List<Occurrence> messages =
        LongStream.rangeClosed(first, last)
            .mapToObj(seq -> new Occurrence(MessageKey.of("acme", Long.toString(seq)), seq))
            .toList();
    stores
        .progress()
        .inTransaction(
            () -> {
              stores.progress().lockMark();
              stores.seenMessages().seen(List.of(), first - 1);
              stores.seenMessages().remember(messages, last);
              stores.progress().moveMark(last);
              return null;
            });
  }

  /** How many filters are in memory, after the next look at what was seen. */
  private static int segments(Stores stores) {
    stores
        .progress()
        .inTransaction(() -> stores.seenMessages().seen(List.of(), stores.progress().lockMark()));
    return ((JdbcSeenMessages) stores.seenMessages()).segments();
  }
}
