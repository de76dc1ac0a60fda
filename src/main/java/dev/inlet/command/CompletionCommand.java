package dev.inlet.command;

import dev.inlet.command.remote.Surroundings;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a shell complete words and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that has bash or zsh complete words and options of inlet.",
      "",
      "As in: source <(inlet completion)"
    })
final class CompletionCommand implements Runnable {
  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public void run() {
    around.out().print(AutoComplete.bash(Commands.PROGRAM, spec.root().commandLine()));
  }
}
