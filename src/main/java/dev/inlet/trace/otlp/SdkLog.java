package dev.inlet.trace.otlp;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** What the SDK tells of itself, such as that nobody takes the traces, in Inlet's own log. */
final class SdkLog extends Handler {
  private static final Logger SDK = Logger.getLogger("io.opentelemetry");
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("dev.inlet.trace");

  private SdkLog() {}

  /** From now on it is told here alone. */
  static synchronized void begin() {
    if (SDK.getUseParentHandlers()) {
      SDK.setUseParentHandlers(false);
      SDK.addHandler(new SdkLog());
    }
  }

  @Override
  public void publish(LogRecord said) {
    if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
      LOG.warn("Traces: {}", said.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
