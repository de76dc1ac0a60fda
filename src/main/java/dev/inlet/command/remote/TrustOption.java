package dev.inlet.command.remote;

import dev.inlet.tls.TrustedFile;
import dev.inlet.tls.UnusableCertificate;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose certificate a command trusts, of a server that it is given the address of. */
public final class TrustOption {
  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "trusts the certificates in a file in PEM, and those that they have signed, in the place"
              + " of those that Java trusts")
  private @Nullable Path file;

  /**
   * Trusts that file.
   *
   * @return null when none is named
   * @throws WrongInput when there is no certificate in it
   */
  public @Nullable SSLContext trust() {
    if (file == null) {
      return null;
    }
    try {
      return TrustedFile.trusting(file);
    } catch (UnusableCertificate e) {
      throw new WrongInput("--trust: " + e.problem());
    }
  }
}
