package dev.inlet.forward;

import dev.inlet.trace.TracedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change as it looks now.
 *
 * @param typeName the name of its kind: that of the type, or a plug-in's own
 * @param subject the contact or company that it is about, as it is known now
 * @param origin the one that it was about when it was made, and of a merge the person who became
 *     this one
 * @param messageId the message that made it; null when an administrator did
 * @param at when it was made
 * @param json all of it, as the contract describes it
 */
public record ShownChange(
    Position position,
    String accountId,
    ChangeType type,
    String typeName,
    String subject,
    String origin,
    @Nullable String messageId,
    Instant at,
    String json) {

  /** The messages that made changes, as they are known to those who trace calls. */
  public static List<TracedMessage> traced(List<ShownChange> changes) {
    return changes.stream()
        .filter(one -> one.messageId() != null)
        .map(one -> new TracedMessage(one.accountId(), Objects.requireNonNull(one.messageId())))
        .distinct()
        .toList();
  }
}
