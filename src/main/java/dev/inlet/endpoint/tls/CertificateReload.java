package dev.inlet.endpoint.tls;

import dev.inlet.chore.Chore;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import dev.inlet.tls.UnusableCertificate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the files of the certificates, so that one that is renewed is served within some seconds
 * without a restart, and says when each expires.
 */
@Singleton
final class CertificateReload implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateReload.class);

  private final ServerTls tls;
  private final InstantSource clock;

  CertificateReload(ServerTls tls, InstantSource clock, MeterRegistry meters) {
    this.tls = tls;
    this.clock = clock;
    measure(meters, "intake", tls.intake());
    measure(meters, "console", tls.console());
  }

  private void measure(MeterRegistry meters, String port, @Nullable PortCertificate certificate) {
    if (certificate != null) {
      Gauge.builder("inlet.certificate.valid.seconds", certificate, this::secondsLeft)
          .description("How long the certificate of a port is still valid")
          .tag("port", port)
          .register(meters);
      if (secondsLeft(certificate) < 0) {
        LOG.warn(
            "The certificate of the {} port has expired on {}: renew it",
            port,
            certificate.current().expiry());
      }
    }
  }

  private double secondsLeft(PortCertificate certificate) {
    return Duration.between(clock.instant(), certificate.current().expiry()).toSeconds();
  }

  @Override
  public boolean step() {
    look("intake", tls.intake());
    look("console", tls.console());
    return false;
  }

  private static void look(String port, @Nullable PortCertificate certificate) {
    if (certificate == null) {
      return;
    }
    try {
      if (certificate.look()) {
        LOG.info(
            "The {} port has another certificate, which expires on {}",
            port,
            certificate.current().expiry());
      }
    } catch (UnusableCertificate e) {
      LOG.warn(
          "The {} port keeps its certificate, which expires on {}. Of the new one: {}: {}. Correct"
              + " the file, and it is read again",
          port,
          certificate.current().expiry(),
          e.property(),
          e.problem());
    }
  }
}
