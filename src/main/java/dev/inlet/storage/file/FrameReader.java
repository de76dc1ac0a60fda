package dev.inlet.storage.file;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the calls of a frame that is whole, one after the other. */
final class FrameReader {
  private static final int BITS = 7;
  private static final int MASK = (1 << BITS) - 1;

  private final ByteBuffer frame;
  private final ByteBuffer bytes;
  private final FrameHeader header;
  private final List<String> texts = new ArrayList<>();
  private int left;

  private long seq;
  private String account = "";
  private String key = "";
  private String sender = "";
  private String type = "";
  private @Nullable String settings;
  private int messageId;
  private int messageIdLength;
  private long storedAt;
  private Set<Warning> warnings = Set.of();
  private int body;
  private int bodyLength;

  /**
   * @param bytes from an array; the frame begins at {@code at}
   */
  FrameReader(ByteBuffer bytes, int at, FrameHeader header) {
    this.frame = bytes.duplicate().limit(at + header.size()).position(at);
    this.bytes = frame.duplicate().position(at + FrameHeader.LENGTH);
    this.header = header;
    this.left = header.calls();
    this.seq = header.first() - 1;
  }

  FrameHeader header() {
    return header;
  }

  /** The whole frame as it was written. */
  ByteBuffer bytes() {
    return frame.duplicate();
  }

  /** Goes on to the next call; false when there is none. */
  boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    seq += 1 + number();
    account = text();
    key = text();
    sender = text();
    type = text();
    settings = shared();
    messageIdLength = (int) number();
    messageId = skip(messageIdLength);
    storedAt = bytes.getLong();
    warnings = readWarnings((int) number());
    bodyLength = (int) number();
    body = skip(bodyLength);
    return true;
  }

  private Set<Warning> readWarnings(int count) {
    if (count == 0) {
      return Set.of();
    }
    Set<Warning> read = EnumSet.noneOf(Warning.class);
    for (int i = 0; i < count; i++) {
      Warning.named(text()).ifPresent(read::add);
    }
    return read;
  }

  private int skip(int length) {
    int from = bytes.position();
    bytes.position(from + length);
    return from;
  }

  private String text() {
    return Objects.requireNonNull(shared());
  }

  private @Nullable String shared() {
    int number = (int) number();
    if (number > texts.size()) {
      int length = (int) number();
      texts.add(string(skip(length), length));
    }
    return number == 0 ? null : texts.get(number - 1);
  }

  private long number() {
    long value = 0;
    int shift = 0;
    byte one;
    do {
      one = bytes.get();
      value |= (long) (one & MASK) << shift;
      shift += BITS;
    } while (one < 0);
    return value;
  }

  private String string(int from, int length) {
    return new String(bytes.array(), bytes.arrayOffset() + from, length, StandardCharsets.UTF_8);
  }

  long seq() {
    return seq;
  }

  boolean isOf(String accountId) {
    return account.equals(accountId);
  }

  String messageId() {
    return string(messageId, messageIdLength);
  }

  /** In lower case. */
  String type() {
    return type;
  }

  String sender() {
    return sender;
  }

  String keyId() {
    return key;
  }

  Instant storedAt() {
    return Instant.EPOCH.plus(storedAt, ChronoUnit.MICROS);
  }

  Set<Warning> warnings() {
    return warnings;
  }

  int bodyLength() {
    return bodyLength;
  }

  byte[] body() {
    int from = bytes.arrayOffset() + body;
    return Arrays.copyOfRange(bytes.array(), from, from + bodyLength);
  }

  /** The call as it is to be processed: without what is told of it. */
  Journaled call() {
    return new Journaled(seq, entry(Set.of()), null);
  }

  /** The call with all that is kept of it. */
  JournalEntry entry() {
    return entry(warnings);
  }

  private JournalEntry entry(Set<Warning> told) {
    return new JournalEntry(
        account,
        key,
        Sender.named(sender).orElseThrow(),
        CallType.named(type).orElseThrow(),
        messageId(),
        storedAt(),
        settings,
        body(),
        told);
  }
}
