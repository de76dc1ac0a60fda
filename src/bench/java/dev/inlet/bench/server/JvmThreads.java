package dev.inlet.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM tells of its threads by {@code jcmd Thread.print -e}: how much of the heap each has
 * allocated since it began, of more than 100 MB to a megabyte. That hardly depends on what else the
 * machine does.
 */
record JvmThreads(long pid) {
  private static final Pattern LINE =
      Pattern.compile("\"(.+)\" #\\d+ .* allocated=(\\d+)([BKMG]) .*");

  private static final String UNITS = "BKMG";
  private static final int TEN_BITS = 10;

  /** How many bytes the threads that are there have allocated; nothing when it is no JVM. */
  Map<Stage, Long> allocated() {
    Map<Stage, Long> allocated = new EnumMap<>(Stage.class);
    print()
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(thread -> allocated.merge(Stage.of(thread.group(1)), bytes(thread), Long::sum));
    return allocated;
  }

  private static long bytes(Matcher thread) {
    return Long.parseLong(thread.group(2)) << TEN_BITS * UNITS.indexOf(thread.group(3));
  }

  private String print() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "Thread.print", "-e")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
