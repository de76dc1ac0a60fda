package dev.inlet.process;

import dev.inlet.codec.Sha256;
import dev.inlet.journal.Journaled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * 128 bits that stand for one message of one account: the first half of a SHA-256 over both, so
 * that two accounts with the same ids never meet and nobody can make two messages collide.
 */
public record MessageKey(long high, long low) implements Comparable<MessageKey> {
  public static final int BYTES = 16;

  /** The key of a message of an account. */
  public static MessageKey of(String accountId, String messageId) {
    ByteBuffer digest =
        ByteBuffer.wrap(
            Sha256.of(
                accountId.getBytes(StandardCharsets.UTF_8),
                messageId.getBytes(StandardCharsets.UTF_8)));
    return new MessageKey(digest.getLong(), digest.getLong());
  }

  /** The key of a call's message. */
  static MessageKey of(Journaled call) {
    return of(call.entry().accountId(), call.entry().messageId());
  }

  /** Reads what {@link #writeTo} wrote. */
  public static MessageKey readFrom(ByteBuffer buffer) {
    return new MessageKey(buffer.getLong(), buffer.getLong());
  }

  /** Writes its 16 bytes. */
  public void writeTo(ByteBuffer buffer) {
    buffer.putLong(high).putLong(low);
  }

  @Override
  public int compareTo(MessageKey other) {
    int order = Long.compareUnsigned(high, other.high);
    return order == 0 ? Long.compareUnsigned(low, other.low) : order;
  }
}
