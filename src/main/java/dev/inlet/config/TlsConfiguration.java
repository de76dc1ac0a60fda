package dev.inlet.config;

import dev.inlet.tls.CertificateFiles;
import dev.inlet.tls.KeyStoreFile;
import dev.inlet.tls.PemFiles;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import dev.inlet.tls.UnusableCertificate;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The certificates of the ports, read and checked. */
@Factory
final class TlsConfiguration {
  private static final String OF_BOTH = "inlet.tls.";
  private static final String OF_CONSOLE = "inlet.console.tls.";
  private static final String ENABLED = OF_CONSOLE + "enabled";

  private final ConfigurationReader reader;
  private final InletProperties.Tls both;
  private final InletProperties.ConsoleTls console;

  TlsConfiguration(
      ConfigurationReader reader, InletProperties.Tls both, InletProperties.ConsoleTls console) {
    this.reader = reader;
    this.both = both;
    this.console = console;
  }

  /** {@code inlet.tls.*}, and for the console {@code inlet.console.tls.*} in their place. */
  @Context
  @ReadFirst
  ServerTls serverTls() {
    PortCertificate intake =
        read(OF_BOTH, both.certificate(), both.key(), both.keyStore(), both.password());
    PortCertificate own =
        read(
            OF_CONSOLE,
            console.certificate(),
            console.key(),
            console.keyStore(),
            console.password());
    PortCertificate wanted = own == null ? intake : own;
    boolean isEnabled = reader.isTrue(ENABLED, set(console.enabled()), wanted != null);
    reader.check(() -> refuseMissing(isEnabled, wanted));
    return new ServerTls(intake, isEnabled ? wanted : null);
  }

  private void refuseMissing(boolean isEnabled, @Nullable PortCertificate wanted) {
    if (isEnabled && wanted == null) {
      throw reader.wrong(
          ENABLED, "there is no certificate: set inlet.tls.certificate, or inlet.tls.key-store");
    }
  }

  private @Nullable PortCertificate read(
      String prefix,
      @Nullable String certificate,
      @Nullable String key,
      @Nullable String keyStore,
      @Nullable String password) {
    return reader.<@Nullable PortCertificate>read(
        () -> of(files(prefix, set(certificate), set(key), set(keyStore), set(password))), null);
  }

  private @Nullable PortCertificate of(@Nullable CertificateFiles files) {
    try {
      return files == null ? null : PortCertificate.of(files);
    } catch (UnusableCertificate e) {
      throw reader.wrong(e.property(), e.problem());
    }
  }

  private @Nullable CertificateFiles files(
      String prefix,
      @Nullable String certificate,
      @Nullable String key,
      @Nullable String keyStore,
      @Nullable String password) {
    if (certificate != null && keyStore != null) {
      throw reader.wrong(
          prefix + "key-store", "leave it out, or " + prefix + "certificate: they are two ways");
    }
    if (keyStore != null) {
      if (key != null) {
        throw reader.wrong(prefix + "key", "leave it out: the key is in the key store");
      }
      return new KeyStoreFile(prefix, path(prefix + "key-store", keyStore), password);
    }
    if (certificate != null) {
      return new PemFiles(
          prefix,
          path(prefix + "certificate", certificate),
          key == null ? null : path(prefix + "key", key),
          password);
    }
    if (key != null || password != null) {
      throw reader.wrong(
          prefix + (key == null ? "password" : "key"),
          "there is no certificate for it: set " + prefix + "certificate");
    }
    return null;
  }

  private static @Nullable String set(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Path path(String property, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw reader.wrong(property, "a file", value);
    }
  }
}
