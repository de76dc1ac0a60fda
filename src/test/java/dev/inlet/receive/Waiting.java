package dev.inlet.receive;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import java.time.Instant;
import java.util.Collections;

/** Requests that wait, for tests that look at nothing but who waits with how much. */
final class Waiting {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Waiting() {}

  /** A request of so many calls, each of so many bytes. */
  static Pending request(String account, int calls, int bytes) {
    var entry =
        new JournalEntry(
            account, "k", Sender.DESTINATION, CallType.TRACK, "m", NOON, null, new byte[bytes]);
    var received = new Received(entry, null);
    return new Pending(Collections.nCopies(calls, received), (long) calls * bytes, Runnable::run);
  }

  /** A request of one small call. */
  static Pending request(String account) {
    return request(account, 1, 1);
  }
}
