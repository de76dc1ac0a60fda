package dev.inlet.storage.backup;

import dev.inlet.codec.Sha256;
import dev.inlet.fault.Fault;
import dev.inlet.operate.OnlineBackup;
import dev.inlet.operate.Version;
import dev.inlet.storage.file.JournalSnapshot;
import dev.inlet.storage.file.JournalSnapshot.PinnedFile;
import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import dev.inlet.storage.jdbc.DatabaseAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup as it is written, piece by piece: a zip file with H2's file, then the journal's, then
 * the {@link Manifest}, without which it is none.
 */
public final class ArchiveWriter implements OnlineBackup.Archive {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
  private static final int PIECE = 1 << 16;

  private final Instant takenAt;
  private final long mark;
  private final JournalSnapshot journal;
  private final List<PinnedFile> files = new ArrayList<>();
  private final List<Manifest.Entry> written = new ArrayList<>();

  private final ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE);
  private final ZipOutputStream zip = new ZipOutputStream(piece);
  private final ByteBuffer read = ByteBuffer.allocate(PIECE);
  private final MessageDigest digest = Sha256.begin();

  /** How many files are begun, and how far the last of them is read. */
  private int begun;

  private long position;
  private boolean isEnded;

  private ArchiveWriter(Instant takenAt, long mark, PinnedFile database, JournalSnapshot journal) {
    this.takenAt = takenAt;
    this.mark = mark;
    this.journal = journal;
    files.add(database);
    for (PinnedFile file : journal.files()) {
      files.add(new PinnedFile(Manifest.JOURNAL + file.name(), file.length(), file.file()));
    }
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /**
   * One of a copy, which may be removed once this has returned, and of the journal, whose snapshot
   * was taken later and is closed with the archive.
   */
  static ArchiveWriter of(DatabaseCopy.Taken copy, JournalSnapshot journal, Instant takenAt)
      throws IOException {
    if (copy.mark() > journal.last()
        || copy.mark() < journal.last() && journal.first() > copy.mark() + 1) {
      journal.close();
      throw new IllegalStateException(
          "calls up to %d are processed, and the journal has those from %d to %d"
              .formatted(copy.mark(), journal.first(), journal.last()));
    }
    Disk.OpenFile file = new NioDisk().read(copy.file());
    return new ArchiveWriter(
        takenAt, copy.mark(), new PinnedFile(Manifest.DATABASE, file.size(), file), journal);
  }

  /**
   * One of what nobody else has open.
   *
   * @param connection to the database
   * @throws IOException when something cannot be copied
   */
  public static ArchiveWriter atRest(Connection connection, DatabaseAccess access, Instant now)
      throws IOException, SQLException {
    var copies = new DatabaseCopy(access);
    try {
      DatabaseCopy.Taken copy = copies.take(connection);
      return of(copy, JournalSnapshot.of(access.url().journalFolder()), now);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      copies.remove();
    }
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    piece.reset();
    try {
      while (!isEnded && piece.size() < PIECE) {
        goOn();
      }
    } catch (IOException e) {
      LOG.error("A backup breaks off: {}", new Fault(e));
      throw e;
    }
    return piece.size() == 0 ? null : piece.toByteArray();
  }

  private void goOn() throws IOException {
    if (begun > 0 && position < files.get(begun - 1).length()) {
      copy(files.get(begun - 1));
      return;
    }
    if (begun > 0) {
      end(files.get(begun - 1));
    }
    if (begun < files.size()) {
      zip.putNextEntry(new ZipEntry(files.get(begun).name()));
      begun++;
      position = 0;
    } else {
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(new Manifest(Version.get(), takenAt, mark, journal.last(), written).toJson());
      zip.close();
      isEnded = true;
    }
  }

  private void copy(PinnedFile file) throws IOException {
    read.clear();
    file.read(read, position);
    read.flip();
    if (!read.hasRemaining()) {
      throw new IOException(file.name() + " has become shorter");
    }
    zip.write(read.array(), 0, read.limit());
    digest.update(read.array(), 0, read.limit());
    position += read.limit();
  }

  private void end(PinnedFile file) throws IOException {
    zip.closeEntry();
    written.add(
        new Manifest.Entry(file.name(), file.length(), HexFormat.of().formatHex(digest.digest())));
  }

  @Override
  public void close() {
    new JournalSnapshot(0, 0, files).close();
  }
}
