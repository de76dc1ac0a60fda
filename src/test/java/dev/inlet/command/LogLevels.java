package dev.inlet.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Has the log say what it said before: a command that ends with its process switches it off. The
 * classes that it does so for may run beside each other, and beside all that do not need the log.
 */
public final class LogLevels implements BeforeAllCallback, AfterAllCallback {
  /** What the loggers had when the first of those classes began. */
  private static final Map<Logger, @Nullable Level> BEFORE = new HashMap<>();

  private static int users;

  @Override
  public void beforeAll(ExtensionContext context) {
    synchronized (BEFORE) {
      if (users++ == 0) {
        loggers().getLoggerList().forEach(logger -> BEFORE.put(logger, logger.getLevel()));
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    synchronized (BEFORE) {
      if (--users == 0) {
        putBack();
        BEFORE.clear();
      }
    }
  }

  private static LoggerContext loggers() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** Those that came into being meanwhile have no level of their own. */
  private static void putBack() {
    loggers()
        .getLoggerList()
        .forEach(
            logger -> {
              Level level = BEFORE.get(logger);
              if (level != null || !logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
                logger.setLevel(level);
              }
            });
  }
}
