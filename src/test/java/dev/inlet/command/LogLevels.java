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

/** Has the log say what it said before: a command that ends with its process switches it off. */
public final class LogLevels implements BeforeAllCallback, AfterAllCallback {
  private final Map<Logger, @Nullable Level> before = new HashMap<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLoggerList()
        .forEach(logger -> before.put(logger, logger.getLevel()));
  }

  /** Those that came into being meanwhile have no level of their own. */
  @Override
  public void afterAll(ExtensionContext context) {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLoggerList()
        .forEach(
            logger -> {
              Level level = before.get(logger);
              if (level != null || !logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
                logger.setLevel(level);
              }
            });
  }
}
