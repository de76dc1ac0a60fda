package dev.inlet.storage.h2;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.inlet.storage.file.disk.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * H2's file with all tables and nothing in them. The build makes it by the migrations, so that the
 * first start with a folder copies it instead of running them all, which would take that start as
 * long as everything else it does.
 */
public final class EmptyDatabase {
  /** Where the build puts it, on the class path. */
  public static final String RESOURCE = "db/empty.mv.db";

  private static final String COPYING = ".copying";

  private EmptyDatabase() {}

  /**
   * Puts it at a place, unless a file is there or no build made one. After a crash it is there as a
   * whole or not at all.
   *
   * @param file in a folder that is there
   */
  public static void putAt(Path file) {
    if (Files.exists(file)) {
      return;
    }
    try (InputStream made = EmptyDatabase.class.getResourceAsStream("/" + RESOURCE)) {
      if (made == null) {
        return;
      }
      Path copy = file.resolveSibling(file.getFileName() + COPYING);
      Files.copy(made, copy, REPLACE_EXISTING);
      OwnerOnly.keep(copy);
      DataFolder.force(copy);
      Files.move(copy, file, ATOMIC_MOVE);
      DataFolder.force(file.resolveSibling("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
