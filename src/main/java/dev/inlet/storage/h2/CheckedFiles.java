package dev.inlet.storage.h2;

import dev.inlet.storage.file.disk.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files, with a checksum in each chunk: {@code checked:} before their path in the URL. They
 * have the names and the format they have without, and H2 reads them without, too.
 *
 * <p>H2 writes what it has gathered as one chunk of many pages, and takes a chunk for whole when
 * its first and last bytes are there. A disk whose power goes may have written those and not what
 * is between. H2 would then fail on the file, or read something else; with the checksum it goes
 * back to the chunk before.
 */
public final class CheckedFiles extends FilePathWrapper {
  private static final String SCHEME = "checked";

  /** For H2, which makes a path of each name from the one that is registered. */
  public CheckedFiles() {}

  /** The path as H2 is given it, of a file named by its path. */
  public static String path(String file) {
    FilePath.register(new CheckedFiles());
    return SCHEME + ":" + file;
  }

  /** Where the disk has what H2 calls so, inside the file systems of H2 that wrap one another. */
  @SuppressWarnings("ReferenceEquality") // the innermost one unwraps to itself
  public static Path onDisk(String name) {
    FilePath path = FilePath.get(name);
    FilePath inside = path.unwrap();
    while (inside != path) {
      path = inside;
      inside = path.unwrap();
    }
    return Path.of(path.toRealPath().toString());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    boolean isNew = !exists();
    FileChannel file = super.open(mode);
    if (isNew) {
      OwnerOnly.keep(onDisk(name));
    }
    return new CheckedFile(file);
  }
}
