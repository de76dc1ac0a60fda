package dev.inlet.storage.jdbc.erase;

import dev.inlet.contact.Person;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a person who was erased: HMAC-SHA256 over account and person, hexadecimal. Who
 * has the digests alone cannot try out which ids they belong to. Not safe for use by several
 * threads.
 */
final class PersonDigest {
  static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte SEPARATOR = 0;

  private final Mac mac;

  PersonDigest(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Another key of 32 bytes that only who has this one can make. */
  byte[] keyOf(String purpose) {
    return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
  }

  String of(String accountId, Person person) {
    mac.update(accountId.getBytes(StandardCharsets.UTF_8));
    mac.update(SEPARATOR);
    return HexFormat.of().formatHex(mac.doFinal(person.key().getBytes(StandardCharsets.UTF_8)));
  }
}
