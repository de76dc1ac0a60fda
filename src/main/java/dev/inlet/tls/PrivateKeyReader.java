package dev.inlet.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Private keys in the forms that tools write: PKCS#8 (RFC 5208), plain or encrypted, PKCS#1 of RSA
 * (RFC 8017) and SEC1 of elliptic curves (RFC 5915). The last two become PKCS#8, which the JDK
 * reads.
 */
final class PrivateKeyReader {
  private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

  private static final byte[] VERSION = bytes("020100");

  /** rsaEncryption, with its parameter NULL. */
  private static final byte[] RSA = bytes("300d06092a864886f70d0101010500");

  /** id-ecPublicKey; behind it is the curve. */
  private static final byte[] EC = bytes("06072a8648ce3d0201");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;
  private static final int LONG_LENGTH = 0x80;

  private PrivateKeyReader() {}

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    for (String kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // It may be of the next kind.
      }
    }
    throw new InvalidKeySpecException("no key of " + KINDS);
  }

  static PrivateKey encrypted(byte[] der, char[] password)
      throws GeneralSecurityException, IOException {
    var info = new EncryptedPrivateKeyInfo(der);
    AlgorithmParameters parameters = info.getAlgParameters();
    String algorithm =
        info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
    SecretKey secret =
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
    return pkcs8(info.getKeySpec(cipher).getEncoded());
  }

  static PrivateKey pkcs1(byte[] der) throws GeneralSecurityException {
    return pkcs8(tagged(SEQUENCE, VERSION, RSA, tagged(OCTETS, der)));
  }

  static PrivateKey sec1(byte[] der) throws GeneralSecurityException {
    byte[] algorithm = tagged(SEQUENCE, EC, curveIn(der));
    return pkcs8(tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, der)));
  }

  /** The name of the curve, which stands behind the version and the number. */
  private static byte[] curveIn(byte[] der) throws InvalidKeySpecException {
    try {
      int at = contentAt(der, 0);
      while ((der[at] & 0xff) != CURVE) {
        at = contentAt(der, at) + lengthAt(der, at);
      }
      int start = contentAt(der, at);
      return Arrays.copyOfRange(der, start, start + lengthAt(der, at));
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new InvalidKeySpecException("no curve");
    }
  }

  private static int lengthAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < LONG_LENGTH) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < first - LONG_LENGTH; i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    return length;
  }

  private static int contentAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < LONG_LENGTH ? 0 : first - LONG_LENGTH);
  }

  /** Something in DER: its tag, its length, and what it is made of. */
  private static byte[] tagged(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    var whole = new ByteArrayOutputStream();
    whole.write(tag);
    if (length < LONG_LENGTH) {
      whole.write(length);
    } else {
      whole.write(LONG_LENGTH + 2); // no key is longer than 65,535 bytes
      whole.write(length >> 8);
      whole.write(length);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }
}
