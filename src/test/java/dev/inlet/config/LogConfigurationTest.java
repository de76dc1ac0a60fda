package dev.inlet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogConfigurationTest {
  private final LoggerContext context = new LoggerContext();

  /** These tests have such a file on their class path. */
  @Test
  void aFileOfTheOperatorsTakesItsPlace() {
    assertEquals(
        ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, new LogConfiguration().configure(context));
    assertEquals(Level.WARN, context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel());
  }

  @Test
  void whatWouldShowWhatPeopleSentIsNotLogged() {
    LogConfiguration.apply(context);

    assertEquals(Level.INFO, context.getLogger("dev.inlet").getEffectiveLevel());
    assertEquals(
        Level.OFF, context.getLogger("io.micronaut.http.server.RouteExecutor").getEffectiveLevel());
  }
}
