package dev.inlet.storage.file;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Calls to be journaled, and what a log holds of them. */
final class SomeCalls {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private SomeCalls() {}

  static JournalEntry call(String account, int number, Set<Warning> warnings) {
    return new JournalEntry(
        account,
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "m" + number,
        NOON.plus(Duration.ofSeconds(number)),
        number % 2 == 0 ? "{\"region\":\"eu\"}" : null,
        ("{\"event\":\"" + "e".repeat(number % 50) + number + "\"}")
            .getBytes(StandardCharsets.UTF_8),
        warnings);
  }

  /** Calls whose messageIds count from a number on. */
  static List<JournalEntry> calls(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(n -> call("acme", n, Set.of())).toList();
  }

  /** The messageIds of all calls, in their order. */
  static List<String> messages(SegmentedLog log) {
    var messages = new ArrayList<String>();
    log.read(
        0,
        Long.MAX_VALUE,
        -1,
        call -> {
          messages.add(call.messageId());
          return true;
        });
    return messages;
  }

  /** The messageIds of calls in a range. */
  static List<String> messages(int from, int upTo) {
    return IntStream.rangeClosed(from, upTo).mapToObj(n -> "m" + n).toList();
  }
}
