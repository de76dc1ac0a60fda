package dev.inlet.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the environment tells of the TLS of a server on this machine, to those who ask it from here:
 * its certificate is for the name that others know it by, and not for this machine's own.
 */
public final class LocalTls {
  private static final String OF_BOTH = "INLET_TLS_";
  private static final String OF_CONSOLE = "INLET_CONSOLE_TLS_";

  private final Function<String, @Nullable String> variables;

  /**
   * @param variables a variable's text; null for one that is not set
   */
  public LocalTls(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  /** {@code https} or {@code http}, as the port for calls speaks. */
  public String intakeScheme() {
    return scheme(isSet(OF_BOTH));
  }

  /** {@code https} or {@code http}, as the console's port speaks. */
  public String consoleScheme() {
    boolean isOff = "false".equalsIgnoreCase(variables.apply(OF_CONSOLE + "ENABLED"));
    return scheme(!isOff && (isSet(OF_CONSOLE) || isSet(OF_BOTH)));
  }

  private static String scheme(boolean isTls) {
    return isTls ? "https" : "http";
  }

  private boolean isSet(String prefix) {
    return variables.apply(prefix + "CERTIFICATE") != null
        || variables.apply(prefix + "KEY_STORE") != null;
  }

  /** Trusts the certificate of the port for calls; null when its file cannot be read from here. */
  public @Nullable SSLContext intakeTrust() {
    return trust(OF_BOTH);
  }

  /** Trusts the certificate of the console's port; null when its file cannot be read from here. */
  public @Nullable SSLContext consoleTrust() {
    return trust(isSet(OF_CONSOLE) ? OF_CONSOLE : OF_BOTH);
  }

  private @Nullable SSLContext trust(String prefix) {
    String certificate = variables.apply(prefix + "CERTIFICATE");
    String keyStore = variables.apply(prefix + "KEY_STORE");
    String password = variables.apply(prefix + "PASSWORD");
    try {
      X509Certificate trusted;
      if (certificate != null) {
        trusted = new PemFiles(prefix, Path.of(certificate), null, null).chain().getFirst();
      } else if (keyStore != null) {
        trusted = new KeyStoreFile(prefix, Path.of(keyStore), password).read().leaf();
      } else {
        return null;
      }
      return OneCertificate.trusting(() -> trusted);
    } catch (UnusableCertificate | InvalidPathException e) {
      return null;
    }
  }
}
