package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.JsonMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of a running server. */
@Command(name = "account", description = "Lists, creates, suspends, resumes and closes accounts.")
public final class AccountCommands extends Group {
  /** Where the admin API has them. */
  public static final String PATH = "/api/accounts";

  private AccountCommands() {}

  /** The word, with those below it. */
  public static CommandLine line(Surroundings around) {
    return new CommandLine(new AccountCommands())
        .addSubcommand(new Listed(around))
        .addSubcommand(new Create(around))
        .addSubcommand(new Suspend(around))
        .addSubcommand(new Resume(around))
        .addSubcommand(new Close(around))
        .addSubcommand(new Reopen(around));
  }

  /** Where the admin API has one of them. */
  public static String path(String account) {
    return PATH + "/" + AdminApi.part(account);
  }

  @Command(name = "list", description = "Lists all accounts, the newest first.")
  private static final class Listed extends ServerCommand {
    Listed(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      print(
          "accounts",
          api.all(PATH, "accounts"),
          new Table("ACCOUNT", "NAME", "STATE", "CREATED"),
          account ->
              List.of(
                  Members.shown(account, "id"),
                  Members.shown(account, "name"),
                  state(account),
                  Members.shown(account, "createdAt")));
    }
  }

  private static String state(JsonObject account) {
    if (!Members.shown(account, "closing").isEmpty()) {
      return "closed";
    }
    if (Members.shown(account, "suspended").equals("true")) {
      return "suspended";
    }
    return Members.shown(account, "maintenance").equals("true") ? "maintenance" : "active";
  }

  @Command(name = "create", description = "Creates an account, one for each of your customers.")
  private static final class Create extends ServerCommand {
    @Parameters(
        paramLabel = "ACCOUNT",
        description = "its id: lower-case letters, digits, hyphens and underscores")
    private String id = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "its name; its id if not given")
    private @Nullable String name;

    Create(Surroundings around) {
      super(around);
    }

    @Override
    public void ask(AdminApi api) {
      var account = new JsonMembers().text("id", id).text("name", name == null ? id : name);
      print(
          api.send("POST", PATH, account.toString()),
          created -> "Created " + Members.shown(created, "id"));
    }
  }

  @Command(
      name = "suspend",
      description = "Has all calls of an account be refused with 403, until it is resumed.")
  private static final class Suspend extends Change {
    Suspend(Surroundings around) {
      super(around, true, "Suspended");
    }
  }

  @Command(name = "resume", description = "Has the calls of an account be taken again.")
  private static final class Resume extends Change {
    Resume(Surroundings around) {
      super(around, false, "Resumed");
    }
  }

  @Command(
      name = "close",
      description =
          "Revokes an account's keys at once, and has everything of it be erased after some days.")
  private static final class Close extends Step {
    Close(Surroundings around) {
      super(around, "close");
    }

    @Override
    String told(JsonObject closing) {
      return "Closed %s; it is erased at %s unless it is reopened"
          .formatted(Members.shown(closing, "account"), Members.shown(closing, "eraseAt"));
    }
  }

  @Command(
      name = "reopen",
      description = "Takes back that an account was closed, until it is erased.")
  private static final class Reopen extends Step {
    Reopen(Surroundings around) {
      super(around, "reopen");
    }

    @Override
    String told(JsonObject closing) {
      return "Reopened %s, with its keys%s"
          .formatted(
              Members.shown(closing, "account"),
              Members.shown(closing, "suspended").equals("true")
                  ? "; it is suspended, as before: its calls are refused until it is resumed"
                  : "");
    }
  }

  private abstract static class Step extends ServerCommand {
    private final String step;

    @Parameters(paramLabel = "ACCOUNT", description = "its id")
    private String id = "";

    Step(Surroundings around, String step) {
      super(around);
      this.step = step;
    }

    abstract String told(JsonObject closing);

    @Override
    public void ask(AdminApi api) {
      print(api.send("POST", path(id) + "/" + step, "{}"), this::told);
    }
  }

  private static class Change extends ServerCommand {
    private final boolean suspended;
    private final String done;

    @Parameters(paramLabel = "ACCOUNT", description = "its id")
    private String id = "";

    Change(Surroundings around, boolean suspended, String done) {
      super(around);
      this.suspended = suspended;
      this.done = done;
    }

    @Override
    public void ask(AdminApi api) {
      var change = new JsonMembers().bool("suspended", suspended);
      print(
          api.send("PATCH", path(id), change.toString()),
          account ->
              "%s %s%s"
                  .formatted(
                      done,
                      Members.shown(account, "id"),
                      Members.shown(account, "closing").isEmpty()
                          ? ""
                          : "; it is closed, and its calls are refused until it is reopened"));
    }
  }
}
