package dev.inlet.storage.file;

import java.nio.file.Path;

/**
 * The journal's files are not what was written to them. The message says which, and what to do, and
 * holds no data.
 */
@SuppressWarnings("serial")
final class JournalDamaged extends IllegalStateException {
  private static final String TO_DO = ": restore all of Inlet's data from one backup";

  JournalDamaged(String what) {
    super(what + TO_DO);
  }

  /** A file is damaged at a position, in front of calls that were acknowledged. */
  static JournalDamaged at(Path file, long position) {
    return new JournalDamaged(
        "The journal's file %s is damaged at byte %d".formatted(file, position));
  }
}
