package dev.inlet;

import dev.inlet.command.Commands;
import dev.inlet.command.Serve;
import org.jspecify.annotations.NullMarked;

/**
 * The command line. It serves unless another word is given; what other words need is loaded only
 * then.
 */
@NullMarked
public final class Application {
  private Application() {}

  public static void main(String[] args) {
    if (Serve.isMeantBy(args)) {
      Serve.run(args);
    } else {
      System.exit(Commands.run(args));
    }
  }
}
