package dev.inlet.webhook;

import dev.inlet.codec.SealedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals what of subscriptions nobody may read who has a copy of the database: under the key that
 * the operator has set, which is nowhere in the database. What was sealed for one subscription
 * cannot be opened as another's.
 */
public final class SecretBox {
  /** Why nothing is sent to a subscription whose secrets cannot be opened. */
  public static final String CLOSED =
      "Its secret cannot be opened: inlet.forward.key is another, or missing";

  /** How long the key is, in bytes. */
  public static final int KEY_BYTES = 32;

  private final byte @Nullable [] key;

  /**
   * @param key null when the operator has set none
   */
  public SecretBox(byte @Nullable [] key) {
    this.key = key == null ? null : key.clone();
  }

  /** Whether there is a key. */
  public boolean hasKey() {
    return key != null;
  }

  /** Seals text for a subscription. */
  public String seal(String subscriptionId, String text) {
    if (key == null) {
      throw new IllegalStateException("no key is set");
    }
    return SealedText.seal(key, subscriptionId, text);
  }

  /** What was sealed; null when there is no key, or it was sealed under another. */
  private @Nullable String open(String subscriptionId, String sealed) {
    return key == null ? null : SealedText.open(key, subscriptionId, sealed);
  }

  /** The secrets of a subscription; empty when they cannot be opened. */
  public Optional<Secrets> read(String subscriptionId, String sealed) {
    return Optional.ofNullable(open(subscriptionId, sealed)).map(Secrets::read);
  }

  @Override
  public String toString() {
    return hasKey() ? "with a key" : "without a key";
  }
}
