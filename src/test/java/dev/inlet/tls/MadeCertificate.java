package dev.inlet.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * A certificate for localhost that was made for a test, and its key, in the forms that tools write.
 *
 * @param bundle both
 */
public record MadeCertificate(X509Bundle bundle) {
  public static final String PASSWORD = "the key's password";

  /** One of an elliptic curve, valid for a week. */
  public static MadeCertificate fresh() {
    return of(CertificateBuilder.Algorithm.ecp256);
  }

  static MadeCertificate of(CertificateBuilder.Algorithm algorithm) {
    Instant now = Instant.now();
    return valid(algorithm, now.minusSeconds(3_600), now.plusSeconds(8 * 86_400));
  }

  /** One that is valid at some other time. */
  public static MadeCertificate valid(Instant from, Instant to) {
    return valid(CertificateBuilder.Algorithm.ecp256, from, to);
  }

  private static MadeCertificate valid(
      CertificateBuilder.Algorithm algorithm, Instant from, Instant to) {
    try {
      return new MadeCertificate(
          new CertificateBuilder()
              .subject("CN=localhost")
              .addSanDnsName("localhost")
              .notBefore(from)
              .notAfter(to)
              .algorithm(algorithm)
              .setIsCertificateAuthority(true)
              .buildSelfSigned());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate. */
  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  /** The certificate in PEM. */
  public String certificatePem() {
    return bundle.getCertificatePEM();
  }

  /** The key in PEM, as PKCS#8. */
  public String keyPem() {
    return bundle.getPrivateKeyPEM();
  }

  /** The key in PEM, as OpenSSL wrote it before: PKCS#1, or SEC1. */
  String olderKeyPem() {
    if (bundle.getKeyPair().getPrivate() instanceof ECPrivateKey key) {
      int bits = key.getParams().getOrder().bitLength();
      var curve = bits == 256 ? SECObjectIdentifiers.secp256r1 : SECObjectIdentifiers.secp384r1;
      try {
        return pem(
            new PemObject(
                "EC PRIVATE KEY",
                new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), curve).getEncoded()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem(PrivateKeyInfo.getInstance(bundle.getKeyPair().getPrivate().getEncoded()));
  }

  /** The key in PEM, encrypted with {@link #PASSWORD}. */
  String encryptedKeyPem() {
    try {
      return pem(
          new JcaPKCS8Generator(
              bundle.getKeyPair().getPrivate(),
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setPassword(PASSWORD.toCharArray())
                  .build()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object written) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(written);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** Writes both into a folder, as {@code certificate.pem} and {@code key.pem}. */
  public MadeCertificate writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("certificate.pem"), certificatePem());
    Files.writeString(folder.resolve("key.pem"), keyPem());
    return this;
  }

  /** Writes both into a PKCS#12 file, with {@link #PASSWORD}. */
  public Path writeStore(Path file, String... aliases) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (String alias : aliases) {
      store.setKeyEntry(
          alias,
          bundle.getKeyPair().getPrivate(),
          PASSWORD.toCharArray(),
          bundle.getCertificatePath());
    }
    try (OutputStream output = Files.newOutputStream(file)) {
      store.store(output, PASSWORD.toCharArray());
    }
    return file;
  }
}
