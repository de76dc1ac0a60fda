package dev.inlet.forward;

import java.time.Instant;

/**
 * A change as it looks now.
 *
 * @param typeName the name of its kind: that of the type, or a plug-in's own
 * @param subject the contact or company that it is about, as it is known now
 * @param at when it was made
 * @param json all of it, as the contract describes it
 */
public record ShownChange(
    Position position,
    String accountId,
    ChangeType type,
    String typeName,
    String subject,
    Instant at,
    String json) {}
