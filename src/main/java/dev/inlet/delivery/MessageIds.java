package dev.inlet.delivery;

import dev.inlet.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids for messages that come without one, as Segment's own partner samples do. */
public final class MessageIds {
  private MessageIds() {}

  /**
   * With a clock in it, what is sent twice by one account is the same message, and its digest is
   * the id. Without one nothing tells a repeat from a second occurrence, so every message is new.
   */
  public static String standIn(String accountId, byte[] sent, boolean hasClock) {
    return hasClock
        ? "digest-" + Sha256.hex(accountId.getBytes(StandardCharsets.UTF_8), sent)
        : "inlet-" + UUID.randomUUID();
  }
}
