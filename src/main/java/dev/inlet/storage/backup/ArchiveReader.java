package dev.inlet.storage.backup;

import dev.inlet.codec.Sha256;
import dev.inlet.operate.BackupContents;
import dev.inlet.operate.OperationRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads a backup, and believes nothing of it that its manifest does not confirm. */
public final class ArchiveReader {
  private static final int PIECE = 1 << 16;
  private static final int LONGEST_MANIFEST = 64 << 20;

  private ArchiveReader() {}

  /** Where the files of an archive go. */
  @FunctionalInterface
  interface Target {
    OutputStream open(Manifest.Entry entry) throws IOException;
  }

  /**
   * Reads an archive to its end, and keeps nothing.
   *
   * @throws OperationRefused when it is none, damaged, or of a newer version
   */
  public static BackupContents verify(Path archive) {
    try {
      return read(archive, entry -> OutputStream.nullOutputStream()).contents();
    } catch (IOException e) {
      throw OperationRefused.wrong(archive + " cannot be read");
    }
  }

  /**
   * Reads it likewise, into a target.
   *
   * @throws IOException when the target cannot be written to
   */
  static Manifest read(Path archive, Target target) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw OperationRefused.missing("there is no file " + archive);
    }
    if (!Files.isReadable(archive)) {
      throw OperationRefused.wrong(archive + " cannot be read by this user");
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Manifest manifest = manifest(zip, archive);
      for (Manifest.Entry entry : manifest.files()) {
        try (OutputStream out = target.open(entry)) {
          copy(zip, entry, out, archive);
        }
      }
      return manifest;
    } catch (ZipException e) {
      throw Manifest.none(archive);
    }
  }

  private static Manifest manifest(ZipFile zip, Path archive) {
    @Nullable ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw Manifest.none(archive);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Manifest.read(in.readNBytes(LONGEST_MANIFEST), archive);
    } catch (IOException e) {
      throw Manifest.none(archive);
    }
  }

  private static void copy(ZipFile zip, Manifest.Entry file, OutputStream out, Path archive)
      throws IOException {
    @Nullable ZipEntry entry = zip.getEntry(file.name());
    if (entry == null) {
      throw damaged(archive, file);
    }
    MessageDigest digest = Sha256.begin();
    byte[] piece = new byte[PIECE];
    long length = 0;
    try (InputStream in = open(zip, entry, file, archive)) {
      for (int read = read(in, piece, file, archive);
          read >= 0;
          read = read(in, piece, file, archive)) {
        length += read;
        if (length > file.length()) {
          throw damaged(archive, file);
        }
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
      }
    }
    if (length != file.length()
        || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw damaged(archive, file);
    }
  }

  private static InputStream open(ZipFile zip, ZipEntry entry, Manifest.Entry file, Path archive) {
    try {
      return zip.getInputStream(entry);
    } catch (IOException e) {
      throw damaged(archive, file);
    }
  }

  private static int read(InputStream in, byte[] piece, Manifest.Entry file, Path archive) {
    try {
      return in.read(piece);
    } catch (IOException e) {
      throw damaged(archive, file);
    }
  }

  private static OperationRefused damaged(Path archive, Manifest.Entry file) {
    return OperationRefused.wrong(
        "%s is damaged: %s in it is not what was backed up; take another backup"
            .formatted(archive, file.name()));
  }
}
