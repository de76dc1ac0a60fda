package dev.inlet.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Trusts one certificate and no other, whatever name it is for and whoever signed it: the one of a
 * server on this very machine, whose files are at hand.
 */
public final class OneCertificate extends ServerTrust {
  private final Supplier<X509Certificate> trusted;

  private OneCertificate(Supplier<X509Certificate> trusted) {
    this.trusted = trusted;
  }

  /** What a client connects with that trusts the certificate of the moment. */
  public static SSLContext trusting(Supplier<X509Certificate> trusted) {
    return new OneCertificate(trusted).context();
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !chain[0].equals(trusted.get())) {
      throw new CertificateException("not the certificate of this server");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
