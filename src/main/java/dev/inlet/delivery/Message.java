package dev.inlet.delivery;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.SenderKeys;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * One call as it is journaled, not yet checked. It holds no key of its sender's, whichever way it
 * came: what is made durable, shown, or noted with a refusal is made of this.
 *
 * @param json the whole call, its type in it
 * @param body the same as bytes, from which it is read again after a crash
 * @param place where it stood among others, such as {@code "batch[3]: "}, to begin what is wrong
 *     with it; empty when it came alone
 * @param fingerprint what its sender sent of it, the same each time it sends it; a message without
 *     an id of its own and with a clock is known by it
 */
public record Message(JsonObject json, byte[] body, String place, Supplier<byte[]> fingerprint) {

  /** A call that is journaled as it was sent. */
  public static Message asSent(JsonObject json, byte[] body) {
    JsonObject kept = SenderKeys.removedFrom(json);
    return new Message(kept, kept.equals(json) ? body : bytes(kept.text()), "", () -> body);
  }

  /** A call that was put together out of what was sent. */
  public static Message assembled(JsonObject json, String place, String fingerprint) {
    JsonObject kept = SenderKeys.removedFrom(json);
    return new Message(kept, bytes(kept.text()), place, () -> bytes(fingerprint));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
