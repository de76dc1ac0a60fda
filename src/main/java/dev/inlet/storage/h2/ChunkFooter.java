package dev.inlet.storage.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The last bytes of a chunk in H2's files (format 3): {@code
 * chunk:e,len:5,version:e,fletcher:f7aadf50}, then blanks and a line feed. The checksum in it is of
 * this text alone. H2 reads no further than that, so that the chunk's own checksum has room behind.
 *
 * @param blocks how long the chunk is
 * @param sum the CRC-32C of the chunk without its footer
 */
record ChunkFooter(long blocks, long sum) {
  /** In bytes. */
  static final int LENGTH = 128;

  private static final int BLOCK = 4_096;
  private static final byte[] BEGINNING = "chunk:".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern UNSTAMPED =
      Pattern.compile("chunk:[0-9a-f]+,len:([0-9a-f]+),version:[0-9a-f]+,fletcher:[0-9a-f]+");
  private static final Pattern STAMPED = Pattern.compile(UNSTAMPED + ",crc32c:([0-9a-f]{8}) *\n");

  /** Whether a chunk may end there in a file. */
  static boolean mayEndAt(long position) {
    return position % BLOCK == 0;
  }

  /** Reads a footer; null when these bytes are none, or one without a checksum. */
  static @Nullable ChunkFooter read(ByteBuffer bytes) {
    Matcher matcher = STAMPED.matcher(text(bytes));
    return matcher.matches()
        ? new ChunkFooter(
            Long.parseLong(matcher.group(1), 16), Long.parseLong(matcher.group(2), 16))
        : null;
  }

  /** Puts the checksum into what H2 writes, if that is one chunk. */
  static void stamp(ByteBuffer written) {
    if (!isChunk(written)) {
      return;
    }
    ByteBuffer body = written.duplicate().limit(written.limit() - LENGTH);
    ByteBuffer footer = written.duplicate().position(body.limit());
    Matcher matcher = UNSTAMPED.matcher(text(footer));
    if (matcher.lookingAt()
        && Long.parseLong(matcher.group(1), 16) * BLOCK == written.remaining()) {
      footer
          .position(footer.position() + matcher.end())
          .put(",crc32c:%08x".formatted(sum(body)).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static boolean isChunk(ByteBuffer written) {
    return written.remaining() >= BLOCK
        && written.remaining() % BLOCK == 0
        && written.slice(written.position(), BEGINNING.length).equals(ByteBuffer.wrap(BEGINNING));
  }

  private static long sum(ByteBuffer body) {
    var sum = new CRC32C();
    sum.update(body);
    return sum.getValue();
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  /** The length of what the checksum is of, in bytes. */
  long bodyLength() {
    return blocks * BLOCK - LENGTH;
  }
}
