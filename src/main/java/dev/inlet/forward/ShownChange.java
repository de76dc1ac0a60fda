package dev.inlet.forward;

import java.time.Instant;

/**
 * A change as it looks now.
 *
 * @param at when it was made
 * @param json all of it, as the contract describes it
 */
public record ShownChange(
    Position position, String accountId, ChangeType type, Instant at, String json) {}
