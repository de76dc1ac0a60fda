package dev.inlet.storage.file;

import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames, one after the other, into a buffer of its own. Of each call: how many numbers were
 * left out before it, account, key, sender, type, settings, messageId, the time it was stored at,
 * warnings, body. Numbers are as long as they need to be. A text that calls share, such as the
 * account, stands there once and is then named by its number.
 *
 * <p>Not for several threads.
 */
final class FrameWriter {
  private static final int KEPT_BYTES = 1 << 20;
  private static final int LONGEST_NUMBER = 10;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private byte[] bytes = new byte[1 << 14];
  private int size;
  private final Map<String, Integer> texts = new HashMap<>();

  private long first;
  private long next;
  private int calls;
  private long newest;
  private long accounts;
  private boolean hasWarnings;

  /** Begins a frame with the first sequence number that it stands for. */
  void begin(long number) {
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
    size = FrameHeader.LENGTH;
    texts.clear();
    first = number;
    next = number;
    calls = 0;
    newest = 0;
    accounts = 0;
    hasWarnings = false;
  }

  /** Adds a call, whose number is above those before it. */
  void add(long seq, JournalEntry entry) {
    number(seq - next);
    shared(entry.accountId());
    shared(entry.keyId());
    shared(entry.sender().wireName());
    shared(entry.type().wireName());
    shared(entry.settings());
    bytes(entry.messageId().getBytes(StandardCharsets.UTF_8));
    long storedAt = micros(entry.storedAt());
    fixed(storedAt);
    number(entry.warnings().size());
    for (Warning warning : entry.warnings()) {
      shared(warning.wireName());
    }
    bytes(entry.body());
    next = seq + 1;
    newest = calls == 0 ? storedAt : Math.max(newest, storedAt);
    accounts |= FrameHeader.accounts(entry.accountId());
    hasWarnings |= !entry.warnings().isEmpty();
    calls++;
  }

  /** The frame of what was added; valid until the next begins. */
  WrittenFrame end(SegmentHeader segment) {
    return end(segment, next - 1);
  }

  /**
   * The frame of what was added.
   *
   * @param last the last sequence number that it stands for
   */
  WrittenFrame end(SegmentHeader segment, long last) {
    return end(segment, last, newest);
  }

  /**
   * The frame of what was added.
   *
   * @param last the last sequence number that it stands for
   * @param at when the newest of its calls was stored, those included that are gone
   */
  WrittenFrame end(SegmentHeader segment, long last, long at) {
    var header =
        new FrameHeader(
            size - FrameHeader.LENGTH, calls, first, last - first + 1, at, accounts, hasWarnings);
    ByteBuffer frame = ByteBuffer.wrap(bytes, 0, size);
    header.write(frame, segment);
    return new WrittenFrame(header, frame);
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Its number from 1 on, with the text where it stands for the first time; 0 for none. */
  private void shared(@Nullable String text) {
    if (text == null) {
      number(0);
      return;
    }
    Integer known = texts.putIfAbsent(text, texts.size() + 1);
    if (known == null) {
      number(texts.size());
      bytes(text.getBytes(StandardCharsets.UTF_8));
    } else {
      number(known);
    }
  }

  private void bytes(byte[] some) {
    number(some.length);
    ensure(some.length);
    System.arraycopy(some, 0, bytes, size, some.length);
    size += some.length;
  }

  private void fixed(long value) {
    ensure(Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(size, value);
    size += Long.BYTES;
  }

  private void number(long value) {
    ensure(LONGEST_NUMBER);
    long rest = value;
    while (rest >= MORE) {
      bytes[size++] = (byte) (rest | MORE);
      rest >>>= BITS;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }
}
