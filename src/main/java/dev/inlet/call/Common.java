package dev.inlet.call;

import java.time.Instant;
import java.util.Set;

/**
 * What every call carries, whatever its type (Segment: "common fields").
 *
 * @param identity whom the call is about
 * @param messageId the message's own id, or one that stands in for it; never blank
 * @param time when it happened, in microseconds, already corrected for the sender's clock
 * @param warnings what was repaired to read it; empty nearly always
 */
public record Common(Identity identity, String messageId, Instant time, Set<Warning> warnings) {

  /** Of a call that is as it should be. */
  public Common(Identity identity, String messageId, Instant time) {
    this(identity, messageId, time, Set.of());
  }

  /** The same with one warning more. */
  public Common with(Warning warning) {
    return new Common(identity, messageId, time, Warning.and(warnings, warning));
  }
}
