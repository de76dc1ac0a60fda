package dev.inlet.command.remote;

import dev.inlet.codec.JsonMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API keys of an account of a running server. */
@Command(name = "key", description = "Lists, creates, rotates and revokes API keys.")
public final class KeyCommands extends Group {
  private KeyCommands() {}

  /** The word, with those below it. */
  public static CommandLine line(Surroundings around) {
    return new CommandLine(new KeyCommands())
        .addSubcommand(new Listed(around))
        .addSubcommand(new Create(around))
        .addSubcommand(new Rotate(around))
        .addSubcommand(new Revoke(around));
  }

  private static String path(String account) {
    return AccountCommands.path(account) + "/keys";
  }

  @Command(name = "list", description = "Lists the keys of an account, the newest first.")
  private static final class Listed extends ServerCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "whose")
    private String account = "";

    Listed(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(
          "keys",
          api.all(path(account), "keys"),
          new Table("KEY", "NAME", "BEGINS", "PERMISSIONS", "SENDERS", "LAST USED", "STATE"),
          key ->
              List.of(
                  Members.shown(key, "id"),
                  Members.shown(key, "name"),
                  Members.shown(key, "prefix"),
                  Members.shown(key, "permissions"),
                  Members.shown(key, "senders"),
                  Members.shown(key, "lastUsedAt"),
                  Members.state(key)));
    }
  }

  @Command(
      name = "create",
      description = "Issues a key, and prints it: it is shown this once, and never again.")
  private static final class Create extends IssuingCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "whose")
    private String account = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "its name; \"key\" if not given")
    private String name = "key";

    @Option(
        names = "--permissions",
        paramLabel = "TYPE",
        split = ",",
        defaultValue = "identify,track,page,group",
        description = "the types of calls it may send; ${DEFAULT-VALUE} if not given")
    private List<String> permissions = List.of();

    @Option(
        names = "--senders",
        paramLabel = "SENDER",
        split = ",",
        defaultValue = "destination",
        description = "the senders it opens; ${DEFAULT-VALUE} if not given")
    private List<String> senders = List.of();

    @Option(
        names = "--expires-at",
        paramLabel = "TIME",
        description = "when it ends, as YYYY-MM-DDThh:mm:ssZ; never if not given")
    private @Nullable String expiresAt;

    Create(Surroundings around) {
      super(around, "key");
    }

    @Override
    public void ask(AdminApi api) {
      var terms =
          new JsonMembers()
              .text("name", name)
              .texts("permissions", permissions)
              .texts("senders", senders);
      if (expiresAt != null) {
        terms.text("expiresAt", expiresAt);
      }
      printIssued(api.send("POST", path(account), terms.toString()));
    }
  }

  @Command(
      name = "rotate",
      description = "Issues a key in the place of another, which goes on working for a while.")
  private static final class Rotate extends IssuingCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "whose")
    private String account = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "the old one's id")
    private String key = "";

    @Option(
        names = "--overlap",
        paramLabel = "DURATION",
        description = "how long the old one goes on working, such as PT2H; a day if not given")
    private @Nullable String overlap;

    Rotate(Surroundings around) {
      super(around, "key");
    }

    @Override
    public void ask(AdminApi api) {
      var terms = new JsonMembers();
      if (overlap != null) {
        terms.text("overlap", overlap);
      }
      String path = path(account) + "/" + AdminApi.part(key) + "/rotate";
      printIssued(api.send("POST", path, terms.toString()));
    }
  }

  @Command(
      name = "revoke",
      description = "Ends a key at once, or within 5 seconds on other instances.")
  private static final class Revoke extends ServerCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "whose")
    private String account = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "its id")
    private String key = "";

    Revoke(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      api.delete(path(account) + "/" + AdminApi.part(key));
      around().out().println(isJson() ? "{}" : "Revoked " + Terminal.oneLine(key));
    }
  }
}
