package dev.inlet;

import dev.inlet.process.Processor;
import dev.inlet.receive.GracefulStop;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Inlet, and stops it without losing what it took. */
@NullMarked
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private Application() {}

  public static void main(String[] args) {
    try {
      start(args);
    } catch (RuntimeException e) {
      LOG.error("Inlet does not start: {}", reason(e));
      LOG.debug("The cause", e);
      System.exit(1);
    }
  }

  private static void start(String[] args) {
    ApplicationContext context =
        Micronaut.build(args).mainClass(Application.class).banner(false).build().start();
    context.getBean(Processor.class).checkJournal();
    context.getBean(EmbeddedServer.class).start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(context)));
    LOG.info(
        "Inlet takes Segment's calls at http://localhost:{}/destination",
        context.getRequiredProperty("micronaut.server.port", Integer.class));
  }

  private static void stop(ApplicationContext context) {
    context.getBean(GracefulStop.class).refuseAndFinish();
    context.close();
  }

  /** The innermost messages say what to change; the outer ones name beans. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null
        ? innermost + " at " + Arrays.toString(innermost.getStackTrace())
        : innermost.getMessage();
  }
}
