package dev.inlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** The machine that the figures are of. */
final class Machine {
  private static final int FORCES = 200;
  private static final int FORCED_BYTES = 4_096;

  private Machine() {}

  /** A line about processors, memory, disk, operating system and Java. */
  static String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        "%d processors (%s), %.0f GB of memory, %s %s, Java %s; 4 KB appended and forced in %.2f ms",
        Runtime.getRuntime().availableProcessors(),
        firstValue("/proc/cpuinfo", "model name"),
        Long.parseLong(firstValue("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""))
            / 1048576.0,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        forceMillis());
  }

  private static String firstValue(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** The median time of an append and its force, on the disk that servers store on. */
  private static double forceMillis() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "bench"));
    Path file = Files.createTempFile(folder, "force", ".tmp");
    long[] nanos = new long[FORCES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FORCES; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(FORCED_BYTES));
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(nanos);
    return nanos[FORCES / 2] / 1e6;
  }
}
