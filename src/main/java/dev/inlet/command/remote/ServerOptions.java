package dev.inlet.command.remote;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command is about, and how to come in. */
public final class ServerOptions {
  @Option(
      names = "--address",
      paramLabel = "URL",
      description =
          "where the admin API is; if not given, INLET_ADDRESS of the environment, or this machine"
              + " at INLET_CONSOLE_PORT")
  private @Nullable String address;

  @Option(
      names = "--token",
      paramLabel = "TEXT",
      description =
          "an API token or the admin password; if not given, INLET_TOKEN or"
              + " INLET_ADMIN_PASSWORD of the environment. In the dev environment none is needed")
  private @Nullable String token;

  @Mixin private TrustOption trust = new TrustOption();

  @Option(names = "--json", description = "prints what the admin API answers")
  private boolean json;

  /** The server's admin API. */
  public AdminApi open(Surroundings around) {
    String set = named(around);
    SSLContext trusted = trust.trust();
    return set == null
        ? AdminApi.at(
            around.consoleAddress(),
            token(around),
            trusted == null ? around.tls().consoleTrust() : trusted)
        : AdminApi.at(set, token(around), trusted);
  }

  /** Whether somebody else than a person reads what is printed. */
  public boolean isJson() {
    return json;
  }

  /** Whether somebody has said which server it is. */
  public boolean isNamed(Surroundings around) {
    return named(around) != null;
  }

  private @Nullable String named(Surroundings around) {
    return address == null ? around.variable("INLET_ADDRESS") : address;
  }

  private @Nullable String token(Surroundings around) {
    String set = token == null ? around.variable("INLET_TOKEN") : token;
    return set == null ? around.variable("INLET_ADMIN_PASSWORD") : set;
  }
}
