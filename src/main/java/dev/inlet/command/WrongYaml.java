package dev.inlet.command;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What is wrong with a file of settings that is no YAML. The parser shows the line itself, which
 * may hold a password.
 */
final class WrongYaml {
  private static final String FILE =
      "a file of settings is no YAML (MICRONAUT_CONFIG_FILES names them): correct ";

  private WrongYaml() {}

  /** In one sentence, with the place; null when a failure is another. */
  static @Nullable String sentence(Throwable failure) {
    if (failure instanceof ReaderException unreadable) {
      return FILE + "its character " + (unreadable.getPosition() + 1);
    }
    if (failure instanceof MarkedYAMLException marked) {
      Mark place = marked.getProblemMark();
      return place == null
          ? FILE + "it"
          : FILE + "its line %d, column %d".formatted(place.getLine() + 1, place.getColumn() + 1);
    }
    return null;
  }
}
