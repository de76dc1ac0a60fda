package dev.inlet.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate with what it takes to serve it.
 *
 * @param key its private key
 * @param chain the certificate itself, and behind it those of who signed it
 */
public record ServedCertificate(PrivateKey key, List<X509Certificate> chain) {
  private static final int CHALLENGE_BYTES = 32;

  public ServedCertificate {
    chain = List.copyOf(chain);
  }

  /** The certificate itself. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** When it begins to be valid. */
  public Instant validFrom() {
    return leaf().getNotBefore().toInstant();
  }

  /** When it expires. */
  public Instant expiry() {
    return leaf().getNotAfter().toInstant();
  }

  /** Both in the form that the JDK's TLS reads; in memory, without a password. */
  public KeyStore asKeyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("inlet", key, null, chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether what the key signs is verified by the certificate. */
  boolean isPair() {
    PublicKey verifier = leaf().getPublicKey();
    var challenge = new byte[CHALLENGE_BYTES];
    new SecureRandom().nextBytes(challenge);
    try {
      Signature signing = Signature.getInstance(algorithm(key.getAlgorithm()));
      signing.initSign(key);
      signing.update(challenge);
      Signature verifying = Signature.getInstance(algorithm(verifier.getAlgorithm()));
      verifying.initVerify(verifier);
      verifying.update(challenge);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false; // as a key of another kind does
    }
  }

  private static String algorithm(String ofKey) {
    return switch (ofKey) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> ofKey;
    };
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "ServedCertificate[" + leaf().getSubjectX500Principal() + "]";
  }
}
