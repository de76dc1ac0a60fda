package dev.inlet.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits that stand for one message of one account: the first half of a SHA-256 over both, so
 * that two accounts with the same ids never meet and nobody can make two messages collide.
 */
public record MessageKey(long high, long low) implements Comparable<MessageKey> {
  public static final int BYTES = 16;

  public static MessageKey of(String accountId, String messageId) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(accountId.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      ByteBuffer digest =
          ByteBuffer.wrap(sha256.digest(messageId.getBytes(StandardCharsets.UTF_8)));
      return new MessageKey(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static MessageKey readFrom(ByteBuffer buffer) {
    return new MessageKey(buffer.getLong(), buffer.getLong());
  }

  public void writeTo(ByteBuffer buffer) {
    buffer.putLong(high).putLong(low);
  }

  @Override
  public int compareTo(MessageKey other) {
    int order = Long.compareUnsigned(high, other.high);
    return order == 0 ? Long.compareUnsigned(low, other.low) : order;
  }
}
