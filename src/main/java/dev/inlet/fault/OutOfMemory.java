package dev.inlet.fault;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process once the heap is full. Whatever allocated just then was cut short anywhere, and
 * what goes on after that may go on without a thread or a lock that everybody needs. A crash is
 * safe: what was acknowledged is durable, and is processed after the next start.
 *
 * <p>Who catches more than exceptions of Inlet's own asks here first; for the others, so do {@code
 * config.LoggedFailures} and what {@code Application} does about uncaught exceptions.
 */
public final class OutOfMemory {
  /** The process's exit code; the same as with {@code -XX:+ExitOnOutOfMemoryError}. */
  public static final int EXIT_CODE = 3;

  /** Longer chains only repeat themselves, and a chain may even be a ring. */
  private static final int LONGEST_CHAIN = 10;

  // Made beforehand, since there is no memory left when they are needed.
  private static final byte[] LAST_WORDS =
      "Inlet is out of memory, and ends to be started again. Nothing acknowledged is lost.\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final FileOutputStream LOG = new FileOutputStream(FileDescriptor.out);

  private OutOfMemory() {}

  /** Loads what is needed once there is no memory left to load anything. */
  public static void prepare() {
    isIn(new IllegalStateException());
  }

  /** Ends the process when a failure, or what caused it, is that the heap is full. */
  public static void endIfIn(Throwable failure) {
    if (isIn(failure)) {
      try {
        LOG.write(LAST_WORDS);
      } catch (IOException e) {
        // Nobody reads the log: there is nothing more to say.
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }

  /**
   * Whether a failure, or what caused it, is that the heap is full. Subclasses say that something
   * else is, as Netty's does of the buffers outside of the heap; that passes.
   */
  static boolean isIn(Throwable failure) {
    int length = 0;
    for (Throwable one = failure; one != null && length < LONGEST_CHAIN; one = one.getCause()) {
      if (one.getClass() == OutOfMemoryError.class) {
        return true;
      }
      length++;
    }
    return false;
  }
}
