package dev.inlet.command;

import dev.inlet.command.remote.Failed;
import dev.inlet.config.KnownNames;
import dev.inlet.config.LoggedFailures;
import dev.inlet.config.ScheduledWork;
import dev.inlet.fault.Fault;
import dev.inlet.fault.OutOfMemory;
import dev.inlet.forward.ChangeSignal;
import dev.inlet.operate.Finding;
import dev.inlet.operate.Version;
import dev.inlet.process.Processor;
import dev.inlet.receive.GracefulStop;
import dev.inlet.receive.StopPolicy;
import dev.inlet.tls.ServerTls;
import dev.inlet.webhook.WebhookClient;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Inlet, and stops it without losing what it took. */
public final class Serve {
  /** The word for it, which may be left out. */
  static final String NAME = "serve";

  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  /** Read by the log itself, which says nothing at all when it is another. */
  private static final String LOG_FORMAT = "INLET_LOG";

  private static final List<String> LOG_FORMATS = List.of("text", "json");

  private Serve() {}

  /**
   * Whether these arguments ask for a server and nothing else: nothing at all, the word, or
   * properties such as {@code -inlet.answer=accepted} and {@code -Dname=value}.
   */
  public static boolean isMeantBy(String... args) {
    int properties = args.length > 0 && args[0].equals(NAME) ? 1 : 0;
    for (int i = properties; i < args.length; i++) {
      if (!isProperty(args[i])) {
        return false;
      }
    }
    return true;
  }

  /** Names of properties have a dot in them, and options of the command line have none. */
  private static boolean isProperty(String argument) {
    int end = argument.indexOf('=');
    String name = end < 0 ? argument : argument.substring(0, end);
    return name.startsWith("-") && (name.contains(".") || name.startsWith("-D") && end > 0);
  }

  /** Starts the server; ends the process with 1 when that fails. */
  public static void run(String... args) {
    String log = System.getenv(LOG_FORMAT);
    if (log != null && !LOG_FORMATS.contains(log)) {
      System.err.printf(
          "Inlet does not start: %s must be one of %s; it is \"%s\"%n",
          LOG_FORMAT, String.join(", ", LOG_FORMATS), log);
      System.exit(1);
    }
    OutOfMemory.prepare();
    System.setProperty(WebhookClient.HOST_MAY_BE_SET, "host");
    Thread.setDefaultUncaughtExceptionHandler(Serve::ended);
    LoggedFailures.watch();
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
    KnownNames.unknown(System.getenv(), Set.of()).forEach(LOG::warn);
    ApplicationContext context = withPlugins(args).start();
    KnownNames.unknown(Map.of(), namesOfProperties(context.getEnvironment())).forEach(LOG::warn);
    Processor processor = context.getBean(Processor.class);
    processor.checkJournal();
    processor.start();
    listen(context);
    try {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(context)));
    } catch (IllegalStateException e) {
      return; // It is to stop already, as if it had not come so far.
    }
    tell(context);
  }

  /**
   * Not started, but for the environment. Micronaut remembers what it finds on a class loader, so
   * the plug-ins are on one that it has not seen before.
   */
  private static ApplicationContext withPlugins(String[] args) {
    ApplicationContext without = micronaut(args).build();
    without.getEnvironment().start();
    refuseTakenPorts(without.getEnvironment());
    var plugins = new Plugins();
    List<String> added =
        plugins.add(
            without.getEnvironment().getProperty(Plugins.PROPERTY, String.class).orElse(null));
    if (added.isEmpty()) {
      return without;
    }
    LOG.info("Plug-ins: {}", String.join(", ", added));
    without.getEnvironment().stop();
    return micronaut(args).classLoader(plugins).build();
  }

  /** Before anything is opened, so that a start which cannot succeed leaves no database behind. */
  private static void refuseTakenPorts(PropertyResolver properties) {
    var tls = new ServerTls(null, null); // which says what is spoken there, not where
    Port.intake(properties, tls).refuseTaken();
    Port.console(properties, tls).refuseTaken();
  }

  /** Micronaut looks through all beans for what a bootstrap would need, unless there is none. */
  private static ApplicationContextBuilder micronaut(String[] args) {
    return Micronaut.build(args).mainClass(Serve.class).banner(false).bootstrapEnvironment(false);
  }

  /**
   * Somebody may have taken a port meanwhile. A server that cannot listen closes the context, and
   * does not tell what to set.
   */
  private static void listen(ApplicationContext context) {
    ServerTls tls = context.getBean(ServerTls.class);
    List<Port> ports = List.of(Port.intake(context, tls), Port.console(context, tls));
    try {
      context.getBean(EmbeddedServer.class).start();
    } catch (RuntimeException e) {
      for (Port port : ports) {
        Finding found = port.look();
        if (!found.isWell() && isAbout(port, e)) {
          throw new Failed(found.message());
        }
      }
      throw e;
    }
  }

  /** Whether it was that port: the other one may be taken as well, by this process. */
  private static boolean isAbout(Port port, Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (String.valueOf(one.getMessage()).matches("(?s).*\\b" + port.port() + "\\b.*")) {
        return true;
      }
    }
    return false;
  }

  /** The names of the properties that are set otherwise than by variables. */
  static Set<String> namesOfProperties(Environment environment) {
    var names = new TreeSet<String>();
    for (PropertySource source : environment.getPropertySources()) {
      source.forEach(names::add);
    }
    return names;
  }

  private static void tell(ApplicationContext context) {
    Set<String> environments = context.getEnvironment().getActiveNames();
    LOG.info(
        "Inlet {} on Java {}{}",
        Version.get(),
        Runtime.version().feature(),
        environments.isEmpty() ? "" : ", environment " + String.join(", ", environments));
    ServerTls tls = context.getBean(ServerTls.class);
    LOG.info("Inlet takes Segment's calls at {}/destination", Port.intake(context, tls).url());
    String console = Port.console(context, tls).url();
    LOG.info("Console and admin API at {}, metrics at {}/prometheus", console, console);
  }

  /** Stops in order, or at least in time. */
  private static void stop(ApplicationContext context) {
    Duration within = context.getBean(StopPolicy.class).within();
    Thread inOrder =
        Thread.ofPlatform()
            .start(
                () -> {
                  context.getBean(ChangeSignal.class).close();
                  context.getBean(GracefulStop.class).refuseAndFinish();
                  context.getBean(ScheduledWork.class).end();
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
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String ofYaml = WrongYaml.sentence(innermost);
    if (ofYaml != null) {
      return ofYaml;
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
