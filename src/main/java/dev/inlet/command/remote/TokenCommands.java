package dev.inlet.command.remote;

import dev.inlet.codec.JsonMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API tokens of a running server. */
@Command(name = "token", description = "Lists, creates and revokes API tokens.")
public final class TokenCommands extends Group {
  private static final String PATH = "/api/tokens";

  private TokenCommands() {}

  /** The word, with those below it. */
  public static CommandLine line(Surroundings around) {
    return new CommandLine(new TokenCommands())
        .addSubcommand(new Listed(around))
        .addSubcommand(new Create(around))
        .addSubcommand(new Revoke(around));
  }

  @Command(name = "list", description = "Lists all tokens, the newest first.")
  private static final class Listed extends ServerCommand {
    Listed(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(
          "tokens",
          api.all(PATH, "tokens"),
          new Table("TOKEN", "NAME", "ROLE", "BEGINS", "ISSUED BY", "LAST USED", "STATE"),
          token ->
              List.of(
                  Members.shown(token, "id"),
                  Members.shown(token, "name"),
                  Members.shown(token, "role"),
                  Members.shown(token, "prefix"),
                  Members.shown(token, "createdBy"),
                  Members.shown(token, "lastUsedAt"),
                  Members.state(token)));
    }
  }

  @Command(
      name = "create",
      description = "Issues a token, and prints it: it is shown this once, and never again.")
  private static final class Create extends IssuingCommand {
    @Parameters(paramLabel = "NAME", description = "what it is for")
    private String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "look",
        description = "look, support or admin; ${DEFAULT-VALUE} if not given")
    private String role = "";

    @Option(
        names = "--expires-at",
        paramLabel = "TIME",
        description = "when it ends, as YYYY-MM-DDThh:mm:ssZ; never if not given")
    private @Nullable String expiresAt;

    Create(Surroundings around) {
      super(around, "token");
    }

    @Override
    public void ask(AdminApi api) {
      var wish = new JsonMembers().text("name", name).text("role", role);
      if (expiresAt != null) {
        wish.text("expiresAt", expiresAt);
      }
      printIssued(api.send("POST", PATH, wish.toString()));
    }
  }

  @Command(name = "revoke", description = "Ends a token at once.")
  private static final class Revoke extends ServerCommand {
    @Parameters(paramLabel = "TOKEN", description = "its id")
    private String id = "";

    Revoke(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      api.delete(PATH + "/" + AdminApi.part(id));
      around().out().println(isJson() ? "{}" : "Revoked " + Terminal.oneLine(id));
    }
  }
}
