package dev.inlet.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the certificates in a file, whatever name they are for, and those that they have signed,
 * for the name that is asked for; and no other.
 */
public final class TrustedFile extends ServerTrust {
  private final List<X509Certificate> certificates;
  private final X509ExtendedTrustManager signed;

  private TrustedFile(List<X509Certificate> certificates) throws GeneralSecurityException {
    this.certificates = certificates;
    this.signed = signedBy(certificates);
  }

  /**
   * What a client connects with that trusts a file's certificates.
   *
   * @param file in PEM
   * @throws UnusableCertificate when there is none in it
   */
  public static SSLContext trusting(Path file) throws UnusableCertificate {
    List<X509Certificate> certificates = new PemFiles("", file, null, null).chain();
    try {
      return new TrustedFile(certificates).context();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509ExtendedTrustManager signedBy(List<X509Certificate> certificates)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), certificates.get(i));
      }
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }

  private boolean isHere(X509Certificate @Nullable [] chain) {
    return chain != null && chain.length > 0 && certificates.contains(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    if (!isHere(chain)) {
      signed.checkServerTrusted(chain, kind, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    if (!isHere(chain)) {
      signed.checkServerTrusted(chain, kind, engine);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    if (!isHere(chain)) {
      signed.checkServerTrusted(chain, kind);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return certificates.toArray(X509Certificate[]::new);
  }
}
