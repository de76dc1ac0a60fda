package dev.inlet.storage.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.kafka.CallRecord.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CallRecordTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

  private static JournalEntry entry(String settings, Set<Warning> warnings) {
    return new JournalEntry(
        "acme",
        "k1",
        Sender.TRACKING,
        CallType.IDENTIFY,
        "m-1 Zoë 😀",
        AT,
        settings,
        "{\"userId\":\"5678\"}".getBytes(StandardCharsets.UTF_8),
        warnings);
  }

  private static void comesBack(JournalEntry entry) throws Unreadable {
    JournalEntry read = CallRecord.read(CallRecord.write(entry));
    assertArrayEquals(entry.body(), read.body());
    assertEquals(entry, read.withBody(entry.body()));
  }

  @Test
  void callComesBackAsItWasWritten() throws Unreadable {
    comesBack(entry(null, Set.of()));
    comesBack(entry("{\"listId\":\"7\"}", Set.of()));
    comesBack(entry("", EnumSet.allOf(Warning.class)));
    comesBack(entry(null, Set.of()).withBody(new byte[0]));
  }

  /** So that what an older version has written stays readable. */
  @Test
  void formatIsTheSameForGood() throws Unreadable {
    String written =
        HexFormat.of()
            .formatHex(CallRecord.write(entry(null, Set.of()).withBody(new byte[] {'{', '}'})));

    assertEquals(FIRST_FORMAT, written);
    assertEquals("acme", CallRecord.read(HexFormat.of().parseHex(FIRST_FORMAT)).accountId());
  }

  private static final String FIRST_FORMAT =
      "494e4b31d447c6f10000000461636d65000000026b3100000008747261636b696e67000000086964"
          + "656e746966790000000d6d2d31205a6fc3ab20f09f9880ffffffff00064bf535b0f2400000000000"
          + "0000027b7d";

  @Test
  void recordThatIsTornAtAnyByteIsRefused() {
    byte[] whole = CallRecord.write(entry("{}", EnumSet.allOf(Warning.class)));
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      assertThrows(Unreadable.class, () -> CallRecord.read(torn), "torn at " + length);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThrows(Unreadable.class, () -> CallRecord.read(longer));
  }

  @Test
  void recordOfWhichAnyBitIsFlippedIsRefused() {
    byte[] whole = CallRecord.write(entry("{}", EnumSet.allOf(Warning.class)));
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThrows(Unreadable.class, () -> CallRecord.read(flipped), "flipped at " + bit);
    }
  }

  /** A length that lies under a right checksum, as by a program that writes what it likes. */
  @Test
  void recordWhoseLengthsDoNotFitIsRefused() {
    byte[] whole = CallRecord.write(entry("{}", Set.of()));
    for (int length : new int[] {-2, 1 << 30, Integer.MIN_VALUE, 3}) {
      byte[] lying = whole.clone();
      java.nio.ByteBuffer.wrap(lying).putInt(8, length);
      sum(lying);
      assertThrows(Unreadable.class, () -> CallRecord.read(lying), "length " + length);
    }
  }

  @Test
  void whatItIsInsteadIsNamed() {
    assertEquals("it is no call of Inlet's", problem(null));
    assertEquals("it is no call of Inlet's", problem("{\"a\":1}, for a start".getBytes()));
    byte[] later = CallRecord.write(entry(null, Set.of()));
    later[3] = '2';
    assertEquals("it is in the format of another version of Inlet", problem(later));
    byte[] otherKind = CallRecord.write(entry(null, Set.of()));
    String text =
        new String(otherKind, StandardCharsets.ISO_8859_1).replace("identify", "identifi");
    byte[] changed = text.getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("it is damaged", problem(changed.clone()));
    sum(changed);
    assertEquals("it is of a kind that another version of Inlet has written", problem(changed));
  }

  @Test
  void keySaysTheRuleAndTheLane() {
    assertArrayEquals(new byte[] {1, (byte) 235}, CallRecord.key(235));
  }

  private static void sum(byte[] record) {
    var sum = new CRC32C();
    sum.update(record, 8, record.length - 8);
    java.nio.ByteBuffer.wrap(record).putInt(4, (int) sum.getValue());
  }

  private static String problem(byte[] value) {
    return assertThrows(Unreadable.class, () -> CallRecord.read(value)).problem();
  }
}
