package dev.inlet.storage.kafka;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.PersonLane;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A call as the value of a record: {@code INK1}, a CRC-32C of all that follows it, then account,
 * key, sender, type, messageId and settings, the time it was stored at in microseconds, how many
 * warnings, each of them, and the body. Texts and the body are their length in bytes and
 * themselves; the length -1 stands for none. Numbers are big-endian. Another format gets another
 * number at its beginning, and this one stays readable.
 */
final class CallRecord {
  private static final int MAGIC = 0x494e4b31; // "INK1"
  private static final int MAGIC_OF_ANY_VERSION = MAGIC >>> Byte.SIZE;
  private static final int CHECKED = 2 * Integer.BYTES;
  private static final int NONE = -1;

  private CallRecord() {}

  /** What a record cannot be read for. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem a sentence without anything of the record in it
     */
    Unreadable(String problem) {
      super(problem, null, false, false);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  /** The key of a call's record: by which rule its lane is told, and the lane. */
  static byte[] key(int lane) {
    return new byte[] {(byte) PersonLane.VERSION, (byte) lane};
  }

  /** Writes a call. */
  static byte[] write(JournalEntry entry) {
    List<byte[]> texts = new ArrayList<>();
    texts.add(bytes(entry.accountId()));
    texts.add(bytes(entry.keyId()));
    texts.add(bytes(entry.sender().wireName()));
    texts.add(bytes(entry.type().wireName()));
    texts.add(bytes(entry.messageId()));
    byte[] settings = entry.settings() == null ? null : bytes(entry.settings());
    List<byte[]> warnings =
        entry.warnings().stream().map(Warning::wireName).sorted().map(CallRecord::bytes).toList();
    int size = CHECKED + Long.BYTES + 3 * Integer.BYTES + entry.body().length;
    size += settings == null ? 0 : settings.length;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }
    for (byte[] warning : warnings) {
      size += Integer.BYTES + warning.length;
    }
    ByteBuffer record = ByteBuffer.allocate(size).position(CHECKED);
    texts.forEach(text -> put(record, text));
    put(record, settings);
    record.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.storedAt()));
    record.putInt(warnings.size());
    warnings.forEach(warning -> put(record, warning));
    put(record, entry.body());
    record.putInt(0, MAGIC).putInt(Integer.BYTES, sum(record.array()));
    return record.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer record, byte @Nullable [] some) {
    record.putInt(some == null ? NONE : some.length);
    if (some != null) {
      record.put(some);
    }
  }

  private static int sum(byte[] record) {
    var sum = new CRC32C();
    sum.update(record, CHECKED, record.length - CHECKED);
    return (int) sum.getValue();
  }

  /** Reads a call as it was written. */
  static JournalEntry read(byte @Nullable [] value) throws Unreadable {
    if (value == null || value.length < CHECKED) {
      throw new Unreadable("it is no call of Inlet's");
    }
    ByteBuffer record = ByteBuffer.wrap(value);
    int magic = record.getInt();
    if (magic >>> Byte.SIZE != MAGIC_OF_ANY_VERSION) {
      throw new Unreadable("it is no call of Inlet's");
    }
    if (magic != MAGIC) {
      throw new Unreadable("it is in the format of another version of Inlet");
    }
    if (record.getInt() != sum(value)) {
      throw new Unreadable("it is damaged");
    }
    try {
      return entry(record);
    } catch (BufferUnderflowException e) {
      throw new Unreadable("it is damaged");
    }
  }

  private static JournalEntry entry(ByteBuffer record) throws Unreadable {
    String account = text(record);
    String key = text(record);
    String sender = text(record);
    String type = text(record);
    String messageId = text(record);
    byte[] settings = bytes(record);
    Instant storedAt = Instant.EPOCH.plus(record.getLong(), ChronoUnit.MICROS);
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    for (int left = record.getInt(); left > 0; left--) {
      Warning.named(text(record)).ifPresent(warnings::add); // One less to be told of, at worst.
    }
    byte[] body = bytes(record);
    if (body == null || record.hasRemaining()) {
      throw new Unreadable("it is damaged");
    }
    return new JournalEntry(
        account,
        key,
        Sender.named(sender).orElseThrow(CallRecord::ofAnotherVersion),
        CallType.named(type).orElseThrow(CallRecord::ofAnotherVersion),
        messageId,
        storedAt,
        settings == null ? null : new String(settings, StandardCharsets.UTF_8),
        body,
        warnings);
  }

  private static Unreadable ofAnotherVersion() {
    return new Unreadable("it is of a kind that another version of Inlet has written");
  }

  private static String text(ByteBuffer record) throws Unreadable {
    byte[] text = bytes(record);
    if (text == null) {
      throw new Unreadable("it is damaged");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(ByteBuffer record) throws Unreadable {
    int length = record.getInt();
    if (length == NONE) {
      return null;
    }
    if (length < 0 || length > record.remaining()) {
      throw new Unreadable("it is damaged");
    }
    var some = new byte[length];
    record.get(some);
    return some;
  }
}
