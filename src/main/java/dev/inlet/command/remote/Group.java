package dev.inlet.command.remote;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that needs another one behind it. */
public class Group implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a word is missing, " + String.join(" or ", spec.subcommands().keySet()));
  }
}
