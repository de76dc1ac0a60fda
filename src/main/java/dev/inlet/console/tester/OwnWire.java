package dev.inlet.console.tester;

import dev.inlet.tester.Wire;
import dev.inlet.tls.OneCertificate;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** The way over real HTTP to this server's own public port. */
@Singleton
final class OwnWire {
  private final PublicAddress address;
  private final Wire wire;

  OwnWire(PublicAddress address, ServerTls tls) {
    this.address = address;
    PortCertificate certificate = tls.intake();
    this.wire =
        new Wire(
            certificate == null
                ? null
                : OneCertificate.trusting(() -> certificate.current().leaf()));
  }

  PublicAddress address() {
    return address;
  }

  Wire wire() {
    return wire;
  }

  @PreDestroy
  void close() {
    wire.close();
  }
}
