package dev.inlet.journal.commit;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Identity;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.JournalEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/** Requests that wait, for tests that look at nothing but who waits with how much. */
public final class Waiting {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Waiting() {}

  /** A request of so many calls, each of so many bytes. */
  public static WaitingRequest request(String account, int calls, int bytes) {
    return request(account, calls, bytes, false);
  }

  /** A request of one small call that happened long ago. */
  static WaitingRequest old(String account) {
    return request(account, 1, 1, true);
  }

  private static WaitingRequest request(String account, int calls, int bytes, boolean isOld) {
    var entry =
        new JournalEntry(
            account,
            "k",
            Sender.DESTINATION,
            CallType.TRACK,
            "m",
            NOON,
            null,
            new byte[bytes],
            Set.of());
    var received = new AcceptedCall(entry, new Identity("u", null), null, isOld);
    return new WaitingRequest(
        Collections.nCopies(calls, received), (long) calls * bytes, Runnable::run);
  }

  /** A request of so many small calls, which are durable up to a sequence number. */
  public static WaitingRequest durable(int calls, long lastSeq) {
    WaitingRequest request = request("a", calls, 1);
    request.durable(lastSeq);
    return request;
  }

  /** A request of one small call. */
  public static WaitingRequest request(String account) {
    return request(account, 1, 1);
  }
}
