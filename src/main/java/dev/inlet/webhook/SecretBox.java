package dev.inlet.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what of subscriptions nobody may read who has a copy of the database: by AES-GCM, under the
 * key that the operator has set, which is nowhere in the database. What was sealed for one
 * subscription cannot be opened as another's.
 */
public final class SecretBox {
  /** How long the key is, in bytes. */
  public static final int KEY_BYTES = 32;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
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
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed;
    try {
      sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, subscriptionId)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  /** What was sealed; null when there is no key, or it was sealed under another. */
  private @Nullable String open(String subscriptionId, String sealed) {
    if (key == null) {
      return null;
    }
    byte[] all = Base64.getDecoder().decode(sealed);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), subscriptionId)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /** The secrets of a subscription; empty when they cannot be opened. */
  public Optional<Secrets> read(String subscriptionId, String sealed) {
    return Optional.ofNullable(open(subscriptionId, sealed)).map(Secrets::read);
  }

  private Cipher cipher(int mode, byte[] nonce, String subscriptionId)
      throws GeneralSecurityException {
    if (key == null) {
      throw new IllegalStateException("no key is set");
    }
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(subscriptionId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return hasKey() ? "with a key" : "without a key";
  }
}
