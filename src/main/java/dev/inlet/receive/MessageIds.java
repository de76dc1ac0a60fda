package dev.inlet.receive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    return hasClock ? "digest-" + digest(accountId, body) : "inlet-" + UUID.randomUUID();
  }

  private static String digest(String accountId, byte[] body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(accountId.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
