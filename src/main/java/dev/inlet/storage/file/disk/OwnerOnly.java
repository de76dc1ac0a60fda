package dev.inlet.storage.file.disk;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What is stored is about people, so that files and folders are made for the user alone whom Inlet
 * runs as, whatever the umask: where the system knows POSIX's permissions. What is there already
 * stays as it is.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OF_FILES =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OF_FOLDERS =
      PosixFilePermissions.fromString("rwx------");
  private static final boolean IS_POSSIBLE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** For whoever creates a file. */
  public static FileAttribute<?>[] file() {
    return attributes(OF_FILES);
  }

  /**
   * Creates a folder unless it is there, and those above it that are missing as the system does.
   */
  public static void createFolder(Path folder) throws IOException {
    Path above = folder.toAbsolutePath().normalize().getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    Files.createDirectories(folder, attributes(OF_FOLDERS));
  }

  /** Takes a file from everybody else that somebody has just made who knows nothing of this. */
  public static void keep(Path file) throws IOException {
    if (IS_POSSIBLE && Files.exists(file)) {
      Files.setPosixFilePermissions(file, OF_FILES);
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return IS_POSSIBLE
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
