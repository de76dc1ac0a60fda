package dev.inlet.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches logging off, for a command that says itself what there is to say. */
public final class QuietLog {
  private QuietLog() {}

  /** From now on nothing is logged any more. */
  public static void begin() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
      context.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }
  }
}
