package dev.inlet.journal;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.trace.TracedCall;
import dev.inlet.trace.TracedMessage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as the journal keeps it: all that is needed to process it, now or after a crash.
 *
 * @param messageId the message's own id, or what stands in for it
 * @param settings the settings of its request as JSON; null when there were none
 * @param body the call as it was sent, decompressed
 * @param warnings what was repaired of it so that it could be taken; for those who look after the
 *     calls, so none in what is read again to be processed
 */
public record JournalEntry(
    String accountId,
    String keyId,
    Sender sender,
    CallType type,
    String messageId,
    Instant storedAt,
    @Nullable String settings,
    byte[] body,
    Set<Warning> warnings) {

  /** What it is known by to those who trace calls. */
  public TracedCall traced() {
    return new TracedCall(new TracedMessage(accountId, messageId), storedAt);
  }

  /** The same call with another body. */
  public JournalEntry withBody(byte[] other) {
    return new JournalEntry(
        accountId, keyId, sender, type, messageId, storedAt, settings, other, warnings);
  }

  /** The same call with what was repaired of it. */
  public JournalEntry withWarnings(Set<Warning> others) {
    return new JournalEntry(
        accountId, keyId, sender, type, messageId, storedAt, settings, body, others);
  }
}
