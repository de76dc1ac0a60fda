package dev.inlet.command;

import dev.inlet.command.remote.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that somebody asked for. */
final class OutputFile {
  private OutputFile() {}

  /** Writes it, in the place of what was there. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failed("cannot write " + file);
    }
  }
}
