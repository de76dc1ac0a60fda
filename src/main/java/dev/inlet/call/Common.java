package dev.inlet.call;

import java.time.Instant;

/**
 * What every call carries, whatever its type (Segment: "common fields").
 *
 * @param identity whom the call is about
 * @param messageId the message's own id, or one that stands in for it; never blank
 * @param time when it happened, in microseconds, already corrected for the sender's clock
 */
public record Common(Identity identity, String messageId, Instant time) {}
