package dev.inlet.tls;

import java.nio.file.Path;
import java.util.List;

/** Where a certificate and its key are kept. */
public sealed interface CertificateFiles permits PemFiles, KeyStoreFile {

  /**
   * Reads both, and checks that they belong together.
   *
   * @throws UnusableCertificate when they cannot be served with
   */
  ServedCertificate read() throws UnusableCertificate;

  /** The files that are looked at for changes. */
  List<Path> files();
}
