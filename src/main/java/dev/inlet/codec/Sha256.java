package dev.inlet.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Sha256 {
  private static final byte SEPARATOR = 0;
  private static final int SHORT_BYTES = 8;

  private Sha256() {}

  /** The digest of the parts, with a zero byte between each two of them. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = begin();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        digest.update(SEPARATOR);
      }
      digest.update(parts[i]);
    }
    return digest.digest();
  }

  /** The same in lower-case hexadecimal digits, 64 of them. */
  public static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }

  /** A digest of what is told to it piece by piece. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The first 16 hexadecimal digits of a text's digest: enough to tell a few texts apart. */
  public static String shortHex(String text) {
    return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)), 0, SHORT_BYTES);
  }
}
