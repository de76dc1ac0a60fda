package dev.inlet.delivery;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.SenderKeys;
import dev.inlet.delivery.Outcome.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is journaled, not yet checked. It holds no key of its sender's, whichever way it
 * came: what is made durable, shown, or noted with a refusal is made of this.
 *
 * @param json the whole call, its type in it
 * @param body the same as bytes, from which it is read again after a crash
 * @param index where it stood in its batch, from 0; {@link #ALONE} when it is taken with everything
 *     that came with it, or nothing is
 * @param fingerprint what its sender sent of it, the same each time it sends it; a message without
 *     an id of its own and with a clock is known by it
 * @param problem what is known to be wrong with it already; null when that is to be found out
 */
public record Message(
    JsonObject json,
    byte[] body,
    int index,
    Supplier<byte[]> fingerprint,
    @Nullable Rejected problem) {

  /** The index of a call that did not come in a batch. */
  public static final int ALONE = -1;

  /** A call that is journaled as it was sent. */
  public static Message asSent(JsonObject json, byte[] body) {
    JsonObject kept = SenderKeys.removedFrom(json);
    byte[] bytes = kept.equals(json) ? body : bytes(kept.text());
    return new Message(kept, bytes, ALONE, () -> body, null);
  }

  /** A call that was put together out of what was sent. */
  public static Message assembled(JsonObject json, int index, String fingerprint) {
    JsonObject kept = SenderKeys.removedFrom(json);
    return new Message(kept, bytes(kept.text()), index, () -> bytes(fingerprint), null);
  }

  /** A call that cannot be taken. */
  public static Message unfit(JsonObject json, int index, Rejected problem) {
    JsonObject kept = SenderKeys.removedFrom(json);
    byte[] bytes = bytes(kept.text());
    return new Message(kept, bytes, index, () -> bytes, problem);
  }

  /** Where a call stood among others, such as {@code "batch[3]: "}; empty when it came alone. */
  public static String place(int index) {
    return index == ALONE ? "" : "batch[" + index + "]: ";
  }

  /** Whether it stood in a batch, of which others can be taken without it. */
  public boolean isOfBatch() {
    return index != ALONE;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
