package dev.inlet.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * When the machine itself stood still: a thread that does next to nothing, forcing a byte to the
 * disk now and then, notes when that took long. What else runs on the machine is nobody's fault
 * here.
 */
final class MachineStalls implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final long STALL_NANOS = Duration.ofMillis(40).toNanos();

  private record Stall(long from, long to) {
    long overlap(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  private final List<Stall> stalls = new CopyOnWriteArrayList<>();

  @SuppressWarnings("UnusedVariable") // started here, and ended by the flag
  private final Thread thread = Thread.ofPlatform().start(this::watch);

  private volatile boolean ended;

  private void watch() {
    try {
      Path file = Files.createTempFile("stalls", null);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        while (!ended) {
          long start = System.nanoTime();
          channel.write(ByteBuffer.wrap(new byte[1]));
          channel.force(true);
          Thread.sleep(PAUSE);
          note(start, System.nanoTime());
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      // Nobody needs it any more.
    }
  }

  private void note(long start, long end) {
    if (end - start > STALL_NANOS) {
      stalls.add(new Stall(start, end));
    }
  }

  /** How much of a stretch of {@link System#nanoTime} the machine stood still for. */
  Duration within(long start, long end) {
    return Duration.ofNanos(stalls.stream().mapToLong(stall -> stall.overlap(start, end)).sum());
  }

  @Override
  public void close() {
    ended = true;
  }
}
