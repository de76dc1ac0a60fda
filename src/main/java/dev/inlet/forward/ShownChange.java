package dev.inlet.forward;

import java.time.Instant;

/**
 * A change as it looks now.
 *
 * @param typeName the name of its kind: that of the type, or a plug-in's own
 * @param subject the contact or company that it is about, as it is known now
 * @param origin the one that it was about when it was made, and of a merge the person who became
 *     this one
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
    Instant at,
    String json) {}
