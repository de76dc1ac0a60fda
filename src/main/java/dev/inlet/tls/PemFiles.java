package dev.inlet.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, with those of who signed it behind it, and its private key, in PEM.
 *
 * @param prefix what the names of its properties begin with, such as {@code inlet.tls.}
 * @param certificate the file with the certificates
 * @param key the file with the key; null when it stands beside the certificates
 * @param password of an encrypted key; null when there is none
 */
public record PemFiles(
    String prefix, Path certificate, @Nullable Path key, @Nullable String password)
    implements CertificateFiles {

  @Override
  public ServedCertificate read() throws UnusableCertificate {
    List<X509Certificate> chain = chain();
    var served = new ServedCertificate(privateKey(), chain);
    if (!served.isPair()) {
      throw new UnusableCertificate(
          keyProperty(),
          "the key in %s is not that of the certificate in %s".formatted(keyFile(), certificate));
    }
    return served;
  }

  /**
   * The certificates alone, which more people may read than the key.
   *
   * @throws UnusableCertificate when there are none
   */
  public List<X509Certificate> chain() throws UnusableCertificate {
    String property = prefix + "certificate";
    List<X509Certificate> chain;
    try {
      chain = text(property, certificate).certificates();
    } catch (CertificateException | IllegalArgumentException e) {
      throw new UnusableCertificate(property, certificate + " holds a certificate that is damaged");
    }
    if (chain.isEmpty()) {
      throw new UnusableCertificate(property, certificate + " holds no certificate in PEM");
    }
    return chain;
  }

  private PrivateKey privateKey() throws UnusableCertificate {
    PemText text = text(keyProperty(), keyFile());
    if (text.isEncrypted() && password == null) {
      throw new UnusableCertificate(
          prefix + "password", "it is missing, and the key in " + keyFile() + " is encrypted");
    }
    PrivateKey found;
    try {
      found = text.key(password == null ? new char[0] : password.toCharArray());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw text.isEncrypted()
          ? new UnusableCertificate(prefix + "password", "it does not open the key in " + keyFile())
          : new UnusableCertificate(
              keyProperty(),
              keyFile() + " holds a key that is damaged, or neither RSA, EC nor EdDSA");
    }
    if (found == null) {
      throw new UnusableCertificate(keyProperty(), keyFile() + " holds no private key in PEM");
    }
    return found;
  }

  private Path keyFile() {
    return key == null ? certificate : key;
  }

  private String keyProperty() {
    return prefix + "key";
  }

  private static PemText text(String property, Path file) throws UnusableCertificate {
    try {
      return new PemText(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UnusableCertificate(property, file + " cannot be read");
    }
  }

  @Override
  public List<Path> files() {
    return Stream.of(certificate, keyFile()).distinct().toList();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PemFiles[" + certificate + "]";
  }
}
