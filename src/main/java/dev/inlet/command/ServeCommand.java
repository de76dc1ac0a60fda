package dev.inlet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The word as {@code --help} tells of it, and as it is refused. {@link Serve} itself is called
 * without any of this, so that nothing of the command line is loaded by a server.
 */
@Command(
    name = Serve.NAME,
    description = {
      "Takes calls until it is stopped, by Ctrl-C or SIGTERM.",
      "",
      "Properties are set by variables of the environment, in a file that MICRONAUT_CONFIG_FILES"
          + " names, or as -NAME=VALUE behind this word."
    },
    customSynopsis = "inlet [serve] [-NAME=VALUE...]")
final class ServeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "properties have a dot in their names");
  }
}
