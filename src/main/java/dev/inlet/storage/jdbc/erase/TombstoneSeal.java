package dev.inlet.storage.jdbc.erase;

import dev.inlet.forward.Seal;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals by AES-GCM, under a key that is made of the tombstones'. */
@Singleton
final class TombstoneSeal implements Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final AdminDatabase administration;
  private final TombstoneKey key;

  TombstoneSeal(Database database, AdminDatabase administration, TombstoneKey key) {
    this.database = database;
    this.administration = administration;
    this.key = key;
  }

  @Override
  public String seal(String text) {
    byte[] secret = database.write(connection -> key.digestForErasing(connection).keyOf("sealed"));
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        apply(Cipher.ENCRYPT_MODE, secret, nonce, text.getBytes(StandardCharsets.UTF_8));
    byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  @Override
  public String open(String sealed) {
    byte[] secret =
        administration.read(
            connection -> {
              PersonDigest digest = key.digest(connection);
              if (digest == null) {
                throw new IllegalStateException("the tombstones' key is gone");
              }
              return digest.keyOf("sealed");
            });
    byte[] all = Base64.getDecoder().decode(sealed);
    byte[] opened =
        apply(
            Cipher.DECRYPT_MODE,
            secret,
            Arrays.copyOf(all, NONCE_BYTES),
            Arrays.copyOfRange(all, NONCE_BYTES, all.length));
    return new String(opened, StandardCharsets.UTF_8);
  }

  private static byte[] apply(int mode, byte[] secret, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it was sealed under another key", e);
    }
  }
}
