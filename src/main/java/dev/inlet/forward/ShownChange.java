package dev.inlet.forward;

import java.time.Instant;

/**
 * A change as it looks now.
 *
 * @param subject the contact or company that it is about, as it is known now
 * @param at when it was made
 * @param json all of it, as the contract describes it
 */
public record ShownChange(
    Position position,
    String accountId,
    ChangeType type,
    String subject,
    Instant at,
    String json) {}
