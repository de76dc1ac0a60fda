package dev.inlet.storage.h2;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.inlet.storage.file.disk.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Up to which call of the journal the database was processed when it last reached the disk. It is
 * noted beside the journal, so that a database is noticed which was damaged or replaced by an older
 * one: of a file that is cut off, H2 opens what it once was, or makes a new one.
 *
 * <p>The note itself is not forced, and so may be older than the database, and never newer.
 *
 * @param file need not be there
 */
public record ForcedMark(Path file) {
  private static final String NAME = "processed";

  private static final int DIGITS = 19;

  /** The note in a journal's folder. */
  public static ForcedMark in(Path journal) {
    return new ForcedMark(journal.resolve(NAME));
  }

  /**
   * Notes a mark that has reached the disk.
   *
   * @throws IOException when it cannot be written; an older one does no harm
   */
  public void note(long mark) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE), OwnerOnly.file())) {
      channel.write(ByteBuffer.wrap(line(mark)));
    }
  }

  /**
   * Refuses a database that was processed further than it is.
   *
   * @param mark up to which call it is processed
   * @throws IllegalStateException saying what to do
   */
  public void refuseOlder(Path database, long mark) {
    long noted = read();
    if (mark < noted) {
      throw new IllegalStateException(
          ("%s is damaged, or older than the journal: it knows of calls up to %d, and was processed"
                  + " up to %d. Restore both from one backup; to go on with what there is, delete %s")
              .formatted(database, mark, noted, file));
    }
  }

  /** 0 when nothing is noted, or the note was cut off. */
  private long read() {
    try {
      byte[] line = Files.readAllBytes(file);
      long mark =
          line.length < DIGITS
              ? 0
              : Long.parseLong(new String(line, 0, DIGITS, StandardCharsets.US_ASCII));
      return Arrays.equals(line, line(mark)) ? mark : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The mark, and a checksum of its digits, always as long. */
  private static byte[] line(long mark) {
    String digits = "%0" + DIGITS + "d";
    var checksum = new CRC32C();
    checksum.update(ascii(digits.formatted(mark)));
    return ascii((digits + " %08x\n").formatted(mark, checksum.getValue()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
