package dev.inlet.command;

import dev.inlet.call.CallType;
import dev.inlet.command.copy.CopyCommand;
import dev.inlet.command.remote.AccountCommands;
import dev.inlet.command.remote.ExportCommand;
import dev.inlet.command.remote.Failed;
import dev.inlet.command.remote.Group;
import dev.inlet.command.remote.ImportCommand;
import dev.inlet.command.remote.KeyCommands;
import dev.inlet.command.remote.MaintenanceCommands;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.Terminal;
import dev.inlet.command.remote.TokenCommands;
import dev.inlet.command.remote.WrongInput;
import dev.inlet.config.SystemClock;
import dev.inlet.fault.Fault;
import dev.inlet.naming.Nearest;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * All words of the command line. Whatever is wrong is one line on the standard error, with the
 * nearest right word; nothing has happened then.
 */
public final class Commands {
  /** What the program is called in what it says. */
  static final String PROGRAM = "inlet";

  private Commands() {}

  @Command(
      name = PROGRAM,
      description = {
        "Takes Segment's calls as a direct destination.",
        "",
        "Without a word it serves, as with @|bold serve|@."
      },
      synopsisSubcommandLabel = "[WORD]",
      commandListHeading = "%nWords:%n",
      optionListHeading = "%nOptions:%n",
      footer = {
        "",
        "Each word tells more by --help. It ends with 0 when all is well, with 1 when something is"
            + " not, and with 2 when it was called wrongly.",
        "What is configured and how stands in OPERATING.md."
      },
      versionProvider = Version.class)
  private static final class Root extends Group {
    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "prints the version")
    @SuppressWarnings("UnusedVariable") // picocli's alone
    private boolean version;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        scope = ScopeType.INHERIT,
        description = "prints this")
    @SuppressWarnings("UnusedVariable") // picocli's alone
    private boolean help;
  }

  /** As {@code --version} prints it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {PROGRAM + " " + dev.inlet.operate.Version.get()};
    }
  }

  /** Runs what the arguments ask for, which is not serving; returns the exit code. */
  public static int run(String... args) {
    return run(
        new Surroundings(
            SystemClock.get(),
            System.getenv(),
            System.in,
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true)),
        args);
  }

  /** The same, as somebody else than the shell asks for it. */
  static int run(Surroundings around, String... args) {
    int code = line(around).execute(args);
    around.out().flush();
    around.err().flush();
    return code;
  }

  static CommandLine line(Surroundings around) {
    var line = new CommandLine(new Root());
    line.addSubcommand(new ServeCommand())
        .addSubcommand(new CheckCommand(around))
        .addSubcommand(AccountCommands.line(around))
        .addSubcommand(KeyCommands.line(around))
        .addSubcommand(TokenCommands.line(around))
        .addSubcommand(MaintenanceCommands.line(around))
        .addSubcommand(new TailCommand(around))
        .addSubcommand(PasswordCommands.line(around))
        .addSubcommand(new BackupCommands.Backup(around))
        .addSubcommand(new BackupCommands.Restore(around))
        .addSubcommand(new ExportCommand(around))
        .addSubcommand(new ImportCommand(around))
        .addSubcommand(
            new CopyCommand(
                around.out(),
                around.err(),
                around.clock(),
                copying ->
                    Offline.use(around.variables(), offline -> copying.apply(offline.copies()))))
        .addSubcommand(new TriggerCommand(around))
        .addSubcommand(new ConformanceCommand(around))
        .addSubcommand(new ReviewCommand(around))
        .addSubcommand(new CompletionCommand(around));
    return line.setOut(around.out())
        .setErr(around.err())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, args) -> wrong(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
  }

  private static int wrong(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .printf("%s: %s; %s --help tells what there is%n", name, problem(wrong, command), name);
    return ExitCode.WRONG_USAGE;
  }

  private static String problem(ParameterException wrong, CommandLine command) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return Terminal.oneLine(String.valueOf(wrong.getMessage()));
    }
    String argument = unmatched.getUnmatched().getFirst();
    int end = argument.indexOf('=');
    String name = end < 0 ? argument : argument.substring(0, end);
    boolean isOption = name.startsWith("-");
    Collection<String> names =
        isOption ? command.getCommandSpec().optionsMap().keySet() : words(command);
    return missing(isOption ? "option" : "word", name, names);
  }

  /**
   * The type of calls of a name, in any case.
   *
   * @param spec of the command that was given it
   */
  static CallType type(String name, CommandSpec spec) {
    return CallType.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    missing(
                        "type of call",
                        name,
                        Arrays.stream(CallType.values()).map(CallType::wireName).toList())));
  }

  /** That there is nothing of a name, and the nearest that there is. */
  static String missing(String what, String name, Collection<String> names) {
    return "there is no %s %s%s"
        .formatted(
            what,
            Terminal.oneLine(name),
            Nearest.to(name, names).map(near -> ", did you mean " + near + "?").orElse(""));
  }

  private static Set<String> words(CommandLine command) {
    return new LinkedHashSet<>(command.getSubcommands().keySet());
  }

  private static int failed(Exception failure, CommandLine command) {
    String reason =
        failure instanceof Failed
            ? String.valueOf(failure.getMessage())
            : "an unexpected failure, " + new Fault(failure);
    command
        .getErr()
        .printf("%s: %s%n", command.getCommandSpec().qualifiedName(), Terminal.oneLine(reason));
    return failure instanceof WrongInput ? ExitCode.WRONG_USAGE : ExitCode.FAILED;
  }
}
