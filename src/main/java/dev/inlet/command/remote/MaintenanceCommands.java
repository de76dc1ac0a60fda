package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.JsonMembers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Maintenance of a running server, and of all that share its database. */
@Command(
    name = "maintenance",
    description = "Has all calls be answered 503, so that Segment sends them again later.")
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

  private static String told(JsonObject maintenance) {
    boolean isOn = Members.shown(maintenance, "enabled").equals("true");
    String message = Members.shown(maintenance, "message");
    return "Maintenance is "
        + (isOn ? "on" : "off")
        + (isOn && !message.isEmpty() ? ": " + Terminal.oneLine(message) : "");
  }

  @Command(name = "on", description = "Begins it. Segment tries again for four hours.")
  private static final class On extends ServerCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "MESSAGE",
        description = "what senders are told meanwhile, in at most 160 characters")
    private @Nullable String message;

    On(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      var maintenance = new JsonMembers().bool("enabled", true);
      if (message != null) {
        maintenance.text("message", message);
      }
      print(api.send("PUT", PATH, maintenance.toString()), MaintenanceCommands::told);
    }
  }

  @Command(name = "off", description = "Ends it.")
  private static final class Off extends ServerCommand {
    Off(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(api.send("PUT", PATH, "{\"enabled\":false}"), MaintenanceCommands::told);
    }
  }

  @Command(name = "status", description = "Tells whether it is on.")
  private static final class Status extends ServerCommand {
    Status(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(api.get(PATH), MaintenanceCommands::told);
    }
  }
}
