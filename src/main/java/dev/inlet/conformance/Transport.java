package dev.inlet.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Whether calls travel safely. */
final class Transport {
  private static final int HTTPS = 443;
  private static final int PATIENCE = 10_000;
  private static final Duration SOON = Duration.ofDays(21);

  private Transport() {}

  static Observation of(URI uri, @Nullable SSLContext trust, Instant now) {
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      SocketFactory sockets =
          trust == null ? SSLSocketFactory.getDefault() : trust.getSocketFactory();
      return handshake(uri, sockets, now);
    }
    return isLocal(uri.getHost())
        ? Observation.skipped("It is on this machine, by plain HTTP; Segment asks for HTTPS")
        : Observation.failed("Segment asks for HTTPS, and this is plain HTTP", null);
  }

  private static boolean isLocal(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Observation handshake(URI uri, SocketFactory sockets, Instant now) {
    int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
    try (var socket = (SSLSocket) sockets.createSocket(uri.getHost(), port)) {
      socket.setSoTimeout(PATIENCE);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      String protocol = socket.getSession().getProtocol();
      Certificate[] chain = socket.getSession().getPeerCertificates();
      Instant until = ((X509Certificate) chain[0]).getNotAfter().toInstant();
      String detail = "%s, with a certificate until %s".formatted(protocol, until);
      return until.isBefore(now.plus(SOON))
          ? Observation.warned(detail, null)
          : Observation.passed(detail, null);
    } catch (IOException e) {
      return Observation.failed("No connection: " + e.getMessage(), null);
    }
  }
}
