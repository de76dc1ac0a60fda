package dev.inlet.tls;

import org.jspecify.annotations.Nullable;

/**
 * Which of the ports speak TLS.
 *
 * @param intake the certificate of the port for calls; null when it speaks plain HTTP
 * @param console the certificate of the port of the admin API and the console; null when it speaks
 *     plain HTTP
 */
public record ServerTls(@Nullable PortCertificate intake, @Nullable PortCertificate console) {

  /** Whether any does. */
  public boolean isAnywhere() {
    return intake != null || console != null;
  }
}
