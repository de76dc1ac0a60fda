package dev.inlet.command;

import dev.inlet.account.KeySecret;
import dev.inlet.command.remote.Failed;
import dev.inlet.command.remote.Group;
import dev.inlet.command.remote.Surroundings;
import java.security.SecureRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The admin password, when nobody knows it any more. */
@Command(name = "password", description = "Replaces the generated admin password.")
final class PasswordCommands extends Group {
  private PasswordCommands() {}

  static CommandLine line(Surroundings around) {
    return new CommandLine(new PasswordCommands()).addSubcommand(new Reset(around));
  }

  @Command(
      name = "reset",
      description = {
        "Generates another admin password, and prints it. Console sessions end.",
        "",
        "On H2 stop the server first. On PostgreSQL restart every instance afterwards: until then"
            + " they take the old one."
      })
  private static final class Reset implements Runnable {
    private final Surroundings around;

    Reset(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      KeySecret secret = Offline.use(around.variables(), Reset::reset);
      around.out().println(secret.text());
      around.err().println("It is shown this once, and counts from the next start on");
    }

    private static KeySecret reset(Offline offline) {
      if (offline.property("inlet.admin.password").isPresent()) {
        throw new Failed(
            "the password is the one that inlet.admin.password (INLET_ADMIN_PASSWORD) says:"
                + " change it there, and start Inlet again");
      }
      KeySecret secret = KeySecret.random(new SecureRandom());
      offline.data().replacePassword(secret.digest());
      return secret;
    }
  }
}
