package dev.inlet.receive;

import dev.inlet.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** Ids for messages that come without one, as Segment's own partner samples do. */
final class MessageIds {
  private MessageIds() {}

  /**
   * With a clock in the body, equal bodies of one account are the same message, and their digest is
   * its id. Without one nothing tells a repeat from a second occurrence, so every message is new.
   */
  static String standIn(String accountId, byte[] body, boolean hasClock) {
    return hasClock
        ? "digest-"
            + HexFormat.of().formatHex(Sha256.of(accountId.getBytes(StandardCharsets.UTF_8), body))
        : "inlet-" + UUID.randomUUID();
  }
}
