package dev.inlet.storage.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Which process has a file locked. */
public final class LockHolder {
  /** As Linux tells of all locks: {@code 1: POSIX ADVISORY WRITE 4711 08:01:131090 0 EOF}. */
  private static final Path LOCKS = Path.of("/proc/locks");

  private static final int PROCESS = 4;
  private static final int FILE = 5;

  private LockHolder() {}

  /** Another process's id; empty when nobody has it locked, or the system does not tell. */
  public static OptionalLong of(Path file) {
    try {
      String ending = ":" + Files.getAttribute(file, "unix:ino");
      try (Stream<String> locks = Files.lines(LOCKS)) {
        return locks
            .map(line -> line.strip().split("\\s+"))
            .filter(lock -> lock.length > FILE && lock[FILE].endsWith(ending))
            .mapToLong(lock -> Long.parseLong(lock[PROCESS]))
            .filter(process -> process > 0 && process != ProcessHandle.current().pid())
            .findFirst();
      }
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // Nobody promises that a system tells of its locks.
    }
  }
}
