package dev.inlet;

import dev.inlet.config.LoggedFailures;
import dev.inlet.config.SystemClock;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.process.Processor;
import dev.inlet.receive.GracefulStop;
import dev.inlet.receive.StopPolicy;
import dev.inlet.tester.Trigger;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts Inlet, and stops it without losing what it took; with {@code trigger} as first argument it
 * sends a test call instead.
 */
@NullMarked
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private Application() {}

  public static void main(String[] args) {
    OutOfMemory.prepare();
    Thread.setDefaultUncaughtExceptionHandler(Application::ended);
    LoggedFailures.watch();
    if (args.length > 0 && args[0].equals(Trigger.NAME)) {
      System.exit(Trigger.run(SystemClock.get(), Arrays.copyOfRange(args, 1, args.length)));
    }
    try {
      start(args);
    } catch (RuntimeException e) {
      LOG.error("Inlet does not start: {}", reason(e));
      LOG.atDebug().log(new Fault(e)::trace);
      System.exit(1);
    }
  }

  /** Whether Inlet can do without the thread, its health tells. */
  private static void ended(Thread thread, Throwable failure) {
    OutOfMemory.endIfIn(failure);
    var fault = new Fault(failure);
    LOG.error("The thread {} has ended: {}", thread.getName(), fault);
    LOG.atDebug().log(fault::trace);
  }

  private static void start(String[] args) {
    ApplicationContext context =
        Micronaut.build(args).mainClass(Application.class).banner(false).build().start();
    Processor processor = context.getBean(Processor.class);
    processor.checkJournal();
    processor.start();
    context.getBean(EmbeddedServer.class).start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(context)));
    LOG.info(
        "Inlet takes Segment's calls at http://localhost:{}/destination",
        context.getRequiredProperty("micronaut.server.port", Integer.class));
  }

  /** Stops in order, or at least in time. */
  private static void stop(ApplicationContext context) {
    Duration within = context.getBean(StopPolicy.class).within();
    Thread inOrder =
        Thread.ofPlatform()
            .start(
                () -> {
                  context.getBean(GracefulStop.class).refuseAndFinish();
                  context.close();
                });
    try {
      if (inOrder.join(within)) {
        return;
      }
    } catch (InterruptedException e) {
      // Nobody else may decide how long it takes; what is left of the time is given up.
    }
    LOG.warn("Inlet ends without having stopped in order within {} s", within.toSeconds());
    Runtime.getRuntime().halt(1);
  }

  /** The innermost messages say what to change; the outer ones name beans. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null
        ? innermost + " at " + Arrays.toString(innermost.getStackTrace())
        : withoutPasswords(innermost.getMessage());
  }

  /** A driver shows the whole of a URL that it cannot read. */
  private static String withoutPasswords(String message) {
    return message.replaceAll("(?i)(password=)[^&;\\s]*", "$1…");
  }
}
