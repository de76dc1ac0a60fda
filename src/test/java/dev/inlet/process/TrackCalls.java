package dev.inlet.process;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Journaled calls of which nothing but their place and size matters. */
final class TrackCalls {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private TrackCalls() {}

  /**
   * Those of a range of sequence numbers.
   *
   * @param bytes how long the body of each is
   */
  static List<Journaled> between(long first, long last, int bytes) {
    var entry =
        new JournalEntry(
            "a",
            "k",
            Sender.DESTINATION,
            CallType.TRACK,
            "m",
            NOON,
            null,
            new byte[bytes],
            Set.of());
    return LongStream.rangeClosed(first, last)
        .mapToObj(seq -> new Journaled(seq, entry, null))
        .toList();
  }
}
