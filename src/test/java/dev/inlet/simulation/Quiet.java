package dev.inlet.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Has Inlet log nothing as long as there is anybody who asks for that: what fails here fails by the
 * thousand, and is meant to.
 */
final class Quiet implements BeforeAllCallback, AfterAllCallback {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.inlet");

  private static int asking;
  private static @Nullable Level before;

  @Override
  public void beforeAll(ExtensionContext context) {
    synchronized (LOG) {
      if (asking++ == 0) {
        before = LOG.getLevel();
        LOG.setLevel(Level.OFF);
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    synchronized (LOG) {
      if (--asking == 0) {
        LOG.setLevel(before);
      }
    }
  }
}
