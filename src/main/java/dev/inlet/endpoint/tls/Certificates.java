package dev.inlet.endpoint.tls;

import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServedCertificate;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.server.netty.ssl.ServerSslBuilder;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.http.ssl.ServerSslConfiguration;
import io.netty.handler.ssl.SslContext;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/** Hands the server the certificates of its ports, and each that takes the place of one. */
@Factory
final class Certificates {

  @Singleton
  @Named(TlsListeners.INTAKE)
  CertificateProvider intake(ServerTls tls) {
    return new OfPort(TlsListeners.INTAKE, tls.intake());
  }

  @Singleton
  @Named(TlsListeners.CONSOLE)
  CertificateProvider console(ServerTls tls) {
    return new OfPort(TlsListeners.CONSOLE, tls.console());
  }

  /** What Micronaut asks before it serves TLS at all. */
  @Singleton
  ServerSslBuilder protocols(ServerTls tls) {
    return new Protocols(tls.isAnywhere());
  }

  private static final class OfPort implements CertificateProvider {
    private final String name;
    private final Sinks.Many<KeyStore> newest = Sinks.many().replay().latest();

    OfPort(String name, @Nullable PortCertificate certificate) {
      this.name = name;
      if (certificate != null) {
        certificate.follow(this::tell);
      }
    }

    private void tell(ServedCertificate served) {
      newest.tryEmitNext(served.asKeyStore()).orThrow();
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
      return newest.asFlux();
    }

    @Override
    public String getName() {
      return name;
    }
  }

  /** Older versions of TLS are refused (RFC 8996). Certificates come from the providers. */
  private static final class Protocols implements ServerSslBuilder {
    private final ServerSslConfiguration configuration = new ServerSslConfiguration();

    Protocols(boolean isEnabled) {
      configuration.setEnabled(isEnabled);
      configuration.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    }

    @Override
    public ServerSslConfiguration getSslConfiguration() {
      return configuration;
    }

    @Override
    public Optional<SslContext> build() {
      return Optional.empty();
    }
  }
}
