package dev.inlet.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.inlet.fault.OutOfMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Looks at every exception that anybody logs, or would log if the level were lower, for one that
 * says that the heap is full. Netty and Micronaut catch whatever is thrown on their threads, and do
 * nothing with it but that.
 */
public final class LoggedFailures extends TurboFilter {

  /** Looks from now on, whatever logging is configured to do. */
  public static void watch() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(new LoggedFailures());
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    if (failure != null) {
      OutOfMemory.endIfIn(failure);
    }
    if (parameters != null
        && parameters.length > 0
        && parameters[parameters.length - 1] instanceof Throwable last) {
      OutOfMemory.endIfIn(last);
    }
    return FilterReply.NEUTRAL;
  }
}
