package dev.inlet.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password that a person chose: PBKDF2 with HMAC-SHA-512, with its own salt and
 * count of rounds, so that whoever has the database needs a tenth of a second and more for each
 * guess.
 */
final class PasswordHash {
  private static final String KIND = "pbkdf2-sha512";
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

  /** As OWASP's Password Storage Cheat Sheet asks for. */
  static final int ROUNDS = 210_000;

  private static final int SALT_BYTES = 16;
  private static final int BITS = 256;
  private static final HexFormat HEX = HexFormat.of();

  private PasswordHash() {}

  /** A new hash of a password. */
  static String of(String password, int rounds, SecureRandom random) {
    byte[] salt = bytes(SALT_BYTES, random);
    return text(rounds, salt, derived(password, salt, rounds));
  }

  /** What no password is found to match, after as long a look as any. It costs nothing to make. */
  static String ofNobody(int rounds, SecureRandom random) {
    return text(rounds, bytes(SALT_BYTES, random), bytes(BITS / Byte.SIZE, random));
  }

  private static byte[] bytes(int count, SecureRandom random) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(int rounds, byte[] salt, byte[] derived) {
    return String.join(
        "$", KIND, Integer.toString(rounds), HEX.formatHex(salt), HEX.formatHex(derived));
  }

  /** Whether it is of a password at all: not that of somebody whom a provider vouches for. */
  static boolean isPassword(String hash) {
    return hash.startsWith(KIND + "$");
  }

  /** Whether it is a hash of that password; compared in constant time. */
  static boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$");
    if (parts.length != 4 || !parts[0].equals(KIND)) {
      return false; // By a newer Inlet.
    }
    byte[] derived = derived(password, HEX.parseHex(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, HEX.parseHex(parts[3]));
  }

  private static byte[] derived(String password, byte[] salt, int rounds) {
    var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every JDK has it.
    } finally {
      spec.clearPassword();
    }
  }
}
