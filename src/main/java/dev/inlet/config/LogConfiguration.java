package dev.inlet.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.Map;
import org.slf4j.Logger;

/**
 * What is logged, and how: as text, or by {@code INLET_LOG=json} as JSON. In code, since reading it
 * from XML took a twentieth of each start. A file of the operator's own, {@code logback.xml} on the
 * class path or one that {@code logback.configurationFile} names, takes its place.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  /** Read before there is a log: it takes {@code text} or {@code json}. */
  private static final String FORMAT = "INLET_LOG";

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-22logger{0} %msg%n";

  private static final Map<String, Level> LEVELS =
      Map.of(
          Logger.ROOT_LOGGER_NAME,
          Level.INFO,
          "com.zaxxer.hikari",
          Level.WARN,
          "org.flywaydb",
          Level.ERROR,
          // It warns at each attempt to reach a broker. kafka.KafkaForwarder tells once.
          "org.apache.kafka",
          Level.ERROR,
          "io.micronaut.context.DefaultApplicationContext$RuntimeConfiguredEnvironment",
          Level.WARN,
          // It prints what exceptions say, and so what people sent. endpoint.FaultHandler tells.
          "io.micronaut.http.server.RouteExecutor",
          Level.OFF,
          // It prints what came in the place of a handshake, such as a key sent in plain HTTP.
          "io.netty.handler.ssl.ApplicationProtocolNegotiationHandler",
          Level.OFF,
          // Of a port that is taken. command.Serve tells of it, and what to set.
          "io.micronaut.http.server.netty.NettyHttpServer",
          Level.OFF);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    // Not left to Logback: Micronaut, which may configure it once more, asks this one alone.
    var files = new DefaultJoranConfigurator();
    files.setContext(context);
    if (files.configure(context) != ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY) {
      apply(context); // There is none.
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Has a context log as Inlet does where the operator has no file. */
  public static void apply(LoggerContext context) {
    context.getStatusManager().add(new NopStatusListener());
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder("json".equals(System.getenv(FORMAT)) ? json(context) : text(context));
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return started(encoder, context);
  }

  /** Neither arguments nor what exceptions say, which may be what people sent. */
  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithThrowable(false);
    return started(encoder, context);
  }

  private static Encoder<ILoggingEvent> started(
      EncoderBase<ILoggingEvent> encoder, LoggerContext context) {
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
