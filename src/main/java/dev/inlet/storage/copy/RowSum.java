package dev.inlet.storage.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.codec.Sha256;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The number of some rows and the sum of their digests, which is the same in whatever order they
 * come: the two databases order texts differently.
 */
final class RowSum {
  private static final int LANES = 4;

  private final MessageDigest digest = Sha256.begin();
  private final long[] sum = new long[LANES];
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private long rows;

  /** Adds a row. */
  void add(@Nullable Object[] row) {
    for (Object value : row) {
      add(value);
    }
    ByteBuffer one = ByteBuffer.wrap(digest.digest());
    for (int i = 0; i < LANES; i++) {
      sum[i] += one.getLong();
    }
    rows++;
  }

  private void add(@Nullable Object value) {
    if (value == null) {
      digest.update((byte) 0);
    } else if (value instanceof byte[] bytes) {
      add((byte) 1, bytes);
    } else {
      add((byte) 2, text(value).getBytes(UTF_8));
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.unscaledValue() + "E" + -decimal.scale()
        : value instanceof Instant time
            ? time.getEpochSecond() + "." + time.getNano()
            : value.toString();
  }

  /** With their length, so that no two rows look alike because of where a value ends. */
  private void add(byte kind, byte[] bytes) {
    digest.update(kind);
    digest.update(number.clear().putLong(bytes.length).flip());
    digest.update(bytes);
  }

  long rows() {
    return rows;
  }

  /** The sum, in hexadecimal digits. */
  String hex() {
    ByteBuffer bytes = ByteBuffer.allocate(LANES * Long.BYTES);
    for (long lane : sum) {
      bytes.putLong(lane);
    }
    return HexFormat.of().formatHex(bytes.array());
  }
}
