package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageKeyTest {

  @Test
  void sameMessageHasTheSameKey() {
    assertEquals(MessageKey.of("acme", "m-1"), MessageKey.of("acme", "m-1"));
  }

  @Test
  void keyIsTheFirstHalfOfTheSha256OfBoth() {
    // printf 'acme\0m-1' | sha256sum
    assertEquals(
        new MessageKey(0x87f015ddf4c8089fL, 0x616d6b064c01a2a8L),
        MessageKey.of("acme", "m-1"),
        "stores keep it for days");
  }

  @Test
  void accountsWithTheSameIdsNeverMeet() {
    assertNotEquals(MessageKey.of("acme", "m-1"), MessageKey.of("umbrella", "m-1"));
    assertNotEquals(MessageKey.of("acme", "1m"), MessageKey.of("acme1", "m"));
    assertNotEquals(MessageKey.of("acme", ""), MessageKey.of("", "acme"));
  }

  @Test
  void idsDifferByCaseSpaceAndScript() {
    Set<MessageKey> keys = new HashSet<>();
    for (String id : new String[] {"m", "M", " m", "m ", "\u043c", "m\u0301", "\uD83D\uDE00", ""}) {
      assertTrue(keys.add(MessageKey.of("acme", id)), id);
    }
  }

  @Test
  void writtenKeyReadsBack() {
    ByteBuffer buffer = ByteBuffer.allocate(2 * MessageKey.BYTES);
    MessageKey one = MessageKey.of("acme", "m-1");
    MessageKey other = MessageKey.of("acme", "m-2");
    one.writeTo(buffer);
    assertEquals(MessageKey.BYTES, buffer.position());
    other.writeTo(buffer);
    buffer.flip();

    assertEquals(one, MessageKey.readFrom(buffer));
    assertEquals(other, MessageKey.readFrom(buffer));
  }

  @Test
  void orderIsThatOfTheWrittenBytes() {
    var keys =
        new MessageKey[] {
          new MessageKey(0, 0),
          new MessageKey(0, 1),
          new MessageKey(0, -1),
          new MessageKey(1, 0),
          new MessageKey(Long.MAX_VALUE, 5),
          new MessageKey(Long.MIN_VALUE, 0),
          new MessageKey(-1, 3),
          new MessageKey(-1, -1)
        };
    for (int i = 0; i < keys.length; i++) {
      for (int j = 0; j < keys.length; j++) {
        assertEquals(Integer.compare(i, j), Integer.signum(keys[i].compareTo(keys[j])));
      }
    }
  }
}
