package dev.inlet.journal;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the journal keeps it: all that is needed to process it, now or after a crash.
 *
 * @param messageId the message's own id, or what stands in for it
 * @param settings the settings of its request as JSON; null when there were none
 * @param body the call as it was sent, decompressed
 */
public record JournalEntry(
    String accountId,
    String keyId,
    Sender sender,
    CallType type,
    String messageId,
    Instant storedAt,
    @Nullable String settings,
    byte[] body) {

  /** The same call with another body. */
  public JournalEntry withBody(byte[] other) {
    return new JournalEntry(accountId, keyId, sender, type, messageId, storedAt, settings, other);
  }
}
