package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.JsonMembers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maintenance of a running server, and of all that share its database. */
@Command(
    name = "maintenance",
    description =
        "Has all calls, or those of one account, be answered 503, so that Segment sends them again"
            + " later.")
public final class MaintenanceCommands extends Group {
  private static final String PATH = "/api/maintenance";

  private MaintenanceCommands() {}

  /** The word, with those below it. */
  public static CommandLine line(Surroundings around) {
    return new CommandLine(new MaintenanceCommands())
        .addSubcommand(new On(around))
        .addSubcommand(new Off(around))
        .addSubcommand(new Status(around));
  }

  /** The switch of all accounts, or of one. */
  private abstract static class Turning extends ServerCommand {
    @Option(
        names = "--account",
        paramLabel = "ACCOUNT",
        description = "of this account alone; of all if not given")
    private @Nullable String account;

    Turning(Surroundings around) {
      super(around);
    }

    String path() {
      return account == null ? PATH : AccountCommands.path(account) + "/maintenance";
    }

    String told(JsonObject maintenance) {
      boolean isOn = Members.shown(maintenance, "enabled").equals("true");
      String message = Members.shown(maintenance, "message");
      String until = Members.shown(maintenance, "until");
      String ofAccounts = Members.shown(maintenance, "accounts").replace(",", ", ");
      return "Maintenance "
          + (account == null ? "" : "of " + account + " ")
          + "is "
          + (isOn ? "on" : "off")
          + (isOn && !until.isEmpty() ? " until " + until : "")
          + (isOn && !message.isEmpty() ? ": " + Terminal.oneLine(message) : "")
          + (ofAccounts.isEmpty() ? "" : "; on for " + ofAccounts);
    }
  }

  @Command(name = "on", description = "Begins it. Segment tries again for four hours.")
  private static final class On extends Turning {
    @Parameters(
        arity = "0..1",
        paramLabel = "MESSAGE",
        description = "what senders are told meanwhile, in at most 160 characters")
    private @Nullable String message;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "when it ends by itself, such as 2026-03-01T14:00:00Z")
    private @Nullable String until;

    On(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      var maintenance = new JsonMembers().bool("enabled", true);
      if (message != null) {
        maintenance.text("message", message);
      }
      if (until != null) {
        maintenance.text("until", until);
      }
      print(api.send("PUT", path(), maintenance.toString()), this::told);
    }
  }

  @Command(name = "off", description = "Ends it.")
  private static final class Off extends Turning {
    Off(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(api.send("PUT", path(), "{\"enabled\":false}"), this::told);
    }
  }

  @Command(name = "status", description = "Tells whether it is on.")
  private static final class Status extends Turning {
    Status(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(api.get(path()), this::told);
    }
  }
}
