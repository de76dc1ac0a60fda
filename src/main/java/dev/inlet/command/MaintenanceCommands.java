package dev.inlet.command;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.JsonMembers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Maintenance of a running server, and of all that share its database. */
@Command(
    name = "maintenance",
    description = "Has all calls be answered 503, so that Segment sends them again later.")
final class MaintenanceCommands extends Group {
  private static final String PATH = "/api/maintenance";

  private MaintenanceCommands() {}

  static CommandLine line(Surroundings around) {
    return new CommandLine(new MaintenanceCommands())
        .addSubcommand(new On(around))
        .addSubcommand(new Off(around))
        .addSubcommand(new Status(around));
  }

  private static void print(Surroundings around, ServerOptions server, JsonObject maintenance) {
    if (server.isJson()) {
      around.out().println(maintenance.text());
      return;
    }
    boolean isOn = Members.shown(maintenance, "enabled").equals("true");
    String message = Members.shown(maintenance, "message");
    around
        .out()
        .println(
            "Maintenance is "
                + (isOn ? "on" : "off")
                + (isOn && !message.isEmpty() ? ": " + Terminal.oneLine(message) : ""));
  }

  @Command(name = "on", description = "Begins it. Segment tries again for four hours.")
  private static final class On implements Runnable {
    private final Surroundings around;
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "MESSAGE",
        description = "what senders are told meanwhile, in at most 160 characters")
    private @Nullable String message;

    On(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      var maintenance = new JsonMembers().bool("enabled", true);
      if (message != null) {
        maintenance.text("message", message);
      }
      try (AdminApi api = server.open(around)) {
        print(around, server, api.send("PUT", PATH, maintenance.toString()));
      }
    }
  }

  @Command(name = "off", description = "Ends it.")
  private static final class Off implements Runnable {
    private final Surroundings around;
    @Mixin private ServerOptions server = new ServerOptions();

    Off(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      try (AdminApi api = server.open(around)) {
        print(around, server, api.send("PUT", PATH, "{\"enabled\":false}"));
      }
    }
  }

  @Command(name = "status", description = "Tells whether it is on.")
  private static final class Status implements Runnable {
    private final Surroundings around;
    @Mixin private ServerOptions server = new ServerOptions();

    Status(Surroundings around) {
      this.around = around;
    }

    @Override
    public void run() {
      try (AdminApi api = server.open(around)) {
        print(around, server, api.get(PATH));
      }
    }
  }
}
