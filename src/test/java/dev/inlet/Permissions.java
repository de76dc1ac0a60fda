package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may read what is stored. */
public final class Permissions {
  private Permissions() {}

  /** Those of a folder and of all that is in it, as {@code ls} shows them. */
  public static Set<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Permissions::of).collect(Collectors.toSet());
    }
  }

  /** Those of a file or folder. */
  public static String of(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
