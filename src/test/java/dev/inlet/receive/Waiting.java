package dev.inlet.receive;

import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.call.JsonObject;
import dev.inlet.call.Properties;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** Requests that wait, for tests that look at nothing but who waits with how much. */
final class Waiting {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Waiting() {}

  /** A request of so many calls, each of so many bytes. */
  static Pending request(String account, int calls, int bytes) {
    var identity = new Identity("u", null);
    var properties = new Properties(JsonObject.EMPTY, Map.of());
    var call = new Call.Track(new Common(identity, "m", NOON), "e", properties);
    var entry =
        new JournalEntry(
            account, "k", Sender.DESTINATION, CallType.TRACK, "m", NOON, null, new byte[bytes]);
    var received = new Received(entry, call, Settings.NONE);
    return new Pending(Collections.nCopies(calls, received), Runnable::run);
  }

  /** A request of one small call. */
  static Pending request(String account) {
    return request(account, 1, 1);
  }
}
