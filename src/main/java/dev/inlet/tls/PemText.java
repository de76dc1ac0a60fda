package dev.inlet.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in PEM (RFC 7468): text around blocks of base64, each with a label. */
final class PemText {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private final List<MatchResult> blocks;

  PemText(String text) {
    this.blocks = BLOCK.matcher(text).results().toList();
  }

  /** All certificates, in the order in which they stand there. */
  List<X509Certificate> certificates() throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    for (MatchResult block : blocks) {
      if (block.group(1).equals(CERTIFICATE)) {
        found.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der(block))));
      }
    }
    return found;
  }

  /** Whether its key is encrypted. */
  boolean isEncrypted() {
    return blocks.stream().anyMatch(block -> block.group(1).equals(ENCRYPTED));
  }

  /**
   * The first private key; null when there is none.
   *
   * @param password of an encrypted one
   */
  @Nullable PrivateKey key(char[] password) throws GeneralSecurityException, IOException {
    for (MatchResult block : blocks) {
      PrivateKey key =
          switch (block.group(1)) {
            case "PRIVATE KEY" -> PrivateKeyReader.pkcs8(der(block));
            case "RSA PRIVATE KEY" -> PrivateKeyReader.pkcs1(der(block));
            case "EC PRIVATE KEY" -> PrivateKeyReader.sec1(der(block));
            case ENCRYPTED -> PrivateKeyReader.encrypted(der(block), password);
            default -> null;
          };
      if (key != null) {
        return key;
      }
    }
    return null;
  }

  private static byte[] der(MatchResult block) {
    return Base64.getMimeDecoder().decode(block.group(2));
  }
}
