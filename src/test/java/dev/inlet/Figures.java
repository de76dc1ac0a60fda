package dev.inlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What tests have counted and measured: printed, and gathered in {@code target/figures.txt}. */
public final class Figures {
  private static final Path FILE = Path.of("target", "figures.txt");

  private Figures() {}

  /**
   * Notes one line, such as {@code crashes: 12 kills on H2, 0 of 9,788 acknowledged calls lost}.
   */
  public static void note(String promise, String figures, Object... values) {
    String line = promise + ": " + figures.formatted(values) + System.lineSeparator();
    System.out.print(line);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
