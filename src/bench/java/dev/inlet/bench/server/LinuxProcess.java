package dev.inlet.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Linux tells of a process below {@code /proc}. Of one that has ended everything is 0: its
 * parent has inherited the account.
 */
record LinuxProcess(long pid) {
  /** Linux tells processor time in these, on whatever machine. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** Where fields stand behind the name of the process in {@code stat}, see {@code proc(5)}. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** The processor time of all its threads, ended ones too, and of children that have ended. */
  Duration cpu() {
    return cpu(folder(), USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
  }

  /** The processor time of the threads that are there. */
  Map<Stage, Duration> stages() {
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    try (Stream<Path> threads = Files.list(folder().resolve("task"))) {
      threads.forEach(
          thread -> {
            String name = read(thread.resolve("comm")).strip();
            stages.merge(Stage.of(name), cpu(thread, USER, SYSTEM), Duration::plus);
          });
    } catch (IOException e) {
      return stages;
    }
    return stages;
  }

  /** What it, and children that have ended, gave to the file system to be written to a disk. */
  long writtenBytes() {
    return number("io", "write_bytes:");
  }

  /** The most memory it has had at a time. */
  long peakBytes() {
    return number("status", "VmHWM:") * 1024;
  }

  /** Its memory, where what several processes share is divided among them. */
  long proportionalBytes() {
    return number("smaps_rollup", "Pss:") * 1024;
  }

  /** The process itself and all that descend from it. */
  List<LinuxProcess> family() {
    Stream<LinuxProcess> descendants =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .map(handle -> new LinuxProcess(handle.pid()));
    return Stream.concat(Stream.of(this), descendants).toList();
  }

  private Path folder() {
    return Path.of("/proc", String.valueOf(pid));
  }

  private static Duration cpu(Path folder, int... fields) {
    String stat = read(folder.resolve("stat"));
    if (stat.isEmpty()) {
      return Duration.ZERO;
    }
    String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field : fields) {
      ticks += Long.parseLong(behindName[field]);
    }
    return TICK.multipliedBy(ticks);
  }

  /** The number behind the name in a file of lines such as {@code VmHWM: 1024 kB}. */
  private long number(String file, String name) {
    return read(folder().resolve(file))
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
