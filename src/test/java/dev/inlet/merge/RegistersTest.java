package dev.inlet.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Stamp EARLY = new Stamp(NOON, "m1");
  private static final Stamp BEFORE_EARLY = new Stamp(NOON.minusSeconds(1), "m9");
  private static final Stamp LATE = new Stamp(NOON.plusSeconds(1), "m0");

  private final Registers registers = new Registers();

  @Nested
  class LastWriterWins {
    @Test
    void laterTimeWinsInAnyOrder() {
      registers.putAll(Map.of("a", "1", "b", "1"), EARLY);
      registers.putAll(Map.of("a", "2"), LATE);
      registers.putAll(Map.of("a", "3", "c", "3"), EARLY);

      assertEquals(Map.of("a", "2", "b", "1", "c", "3"), registers.values());
    }

    @Test
    void messageIdDecidesBetweenEqualTimes() {
      registers.putAll(Map.of("a", "1"), new Stamp(NOON, "m2"));
      registers.putAll(Map.of("a", "2"), new Stamp(NOON, "m1"));
      assertEquals("1", registers.value("a"));

      registers.putAll(Map.of("a", "3"), new Stamp(NOON, "m3"));
      assertEquals("3", registers.value("a"));
    }

    @Test
    void textDecidesBetweenEqualStamps() {
      var other = new Registers();
      registers.putAll(Map.of("a", "1"), EARLY);
      registers.putAll(Map.of("a", "2"), EARLY);
      other.putAll(Map.of("a", "2"), EARLY);
      other.putAll(Map.of("a", "1"), EARLY);

      assertEquals(registers, other);
    }

    @Test
    void itIsToldWhatIsInForceNowAndWasNotBefore() {
      registers.putAll(Map.of("same", "1", "other", "1", "cleared", "1", "older", "1"), EARLY);
      var changed = new TreeSet<String>();

      registers.putAll(Map.of("older", "2"), BEFORE_EARLY, changed::add);
      registers.putAll(
          Map.of("same", "1", "other", "2", "cleared", "null", "never", "null", "new", "1"),
          LATE,
          changed::add);

      assertEquals(Set.of("other", "cleared", "new"), changed);
    }

    @Test
    void microsecondsCount() {
      registers.putAll(Map.of("a", "1"), new Stamp(NOON.plusNanos(1_000), "m"));
      registers.putAll(Map.of("a", "2"), new Stamp(NOON, "n"));

      assertEquals("1", registers.value("a"));
    }

    @Test
    void writerIsRemembered() {
      registers.putAll(Map.of("a", "1"), EARLY);
      registers.putAll(Map.of("a", "1"), LATE);

      assertEquals(new Register("1", LATE), registers.get("a"));
    }
  }

  @Nested
  class Changes {
    @Test
    void newAndLaterWritesAreReported() {
      assertTrue(registers.putAll(Map.of("a", "1"), EARLY));
      assertTrue(registers.putAll(Map.of("a", "1"), LATE));
      assertTrue(registers.putAll(Map.of("a", "0", "b", "0"), EARLY), "b is new");
    }

    @Test
    void repeatedAndOlderWritesAreNot() {
      registers.putAll(Map.of("a", "1"), LATE);

      assertFalse(registers.putAll(Map.of("a", "1"), LATE));
      assertFalse(registers.putAll(Map.of("a", "2"), EARLY));
      assertFalse(registers.putAll(Map.of(), LATE));
    }
  }

  @Nested
  class Cleared {
    @Test
    void nullClears() {
      registers.putAll(Map.of("a", "1", "b", "1"), EARLY);
      registers.putAll(Map.of("a", "null"), LATE);

      assertNull(registers.value("a"));
      assertEquals(Map.of("b", "1"), registers.values());
    }

    @Test
    void olderWriteDoesNotBringItBack() {
      registers.putAll(Map.of("a", "null"), LATE);
      registers.putAll(Map.of("a", "1"), EARLY);

      assertNull(registers.value("a"));
      Register register = registers.get("a");
      assertNotNull(register);
      assertTrue(register.isCleared());
      assertEquals(LATE, register.stamp());
    }

    @Test
    void laterWriteDoes() {
      registers.putAll(Map.of("a", "null"), EARLY);
      registers.putAll(Map.of("a", "1"), LATE);

      assertEquals("1", registers.value("a"));
    }

    @Test
    void textNullIsNoClearing() {
      registers.putAll(Map.of("a", "\"null\""), EARLY);

      assertEquals("\"null\"", registers.value("a"));
    }
  }

  @Test
  void unknownNameHasNothing() {
    assertNull(registers.value("a"));
    assertNull(registers.get("a"));
    assertEquals(Map.of(), registers.values());
  }

  @Test
  void allAreInTheOrderOfTheirNamesAndCannotBeChanged() {
    registers.putAll(Map.of("b", "1", "a", "null", "c", "2"), EARLY);

    assertEquals(List.of("a", "b", "c"), List.copyOf(registers.all().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> registers.all().clear());
  }

  @Test
  void registersDifferByWriterToo() {
    var other = new Registers();
    registers.putAll(Map.of("a", "1"), EARLY);
    other.putAll(Map.of("a", "1"), LATE);

    assertNotEquals(registers, other);
  }

  /** Laws that hold for any registers; each failure names the seed that repeats it. */
  @Nested
  class Merging {
    private static final int ROUNDS = 5_000;
    private static final List<String> VALUES = List.of("null", "1", "1.0", "\"x\"", "[]");

    private static Registers random(Random random) {
      var registers = new Registers();
      for (int i = random.nextInt(8); i > 0; i--) {
        var stamp = new Stamp(NOON.plusSeconds(random.nextInt(3)), "m" + random.nextInt(3));
        registers.put(
            "abc".substring(random.nextInt(3)).substring(0, 1),
            new Register(VALUES.get(random.nextInt(VALUES.size())), stamp));
      }
      return registers;
    }

    private static Registers merged(Registers... parts) {
      var all = new Registers();
      for (Registers part : parts) {
        all.merge(part);
      }
      return all;
    }

    @Test
    void isCommutative() {
      for (long seed = 0; seed < ROUNDS; seed++) {
        var random = new Random(seed);
        Registers a = random(random);
        Registers b = random(random);
        assertEquals(merged(a, b), merged(b, a), "seed " + seed);
      }
    }

    @Test
    void isAssociative() {
      for (long seed = 0; seed < ROUNDS; seed++) {
        var random = new Random(seed);
        Registers a = random(random);
        Registers b = random(random);
        Registers c = random(random);
        assertEquals(merged(merged(a, b), c), merged(a, merged(b, c)), "seed " + seed);
      }
    }

    @Test
    void isIdempotent() {
      for (long seed = 0; seed < ROUNDS; seed++) {
        var random = new Random(seed);
        Registers a = random(random);
        Registers b = random(random);
        assertEquals(merged(a, b), merged(a, b, a, b, b), "seed " + seed);
      }
    }

    @Test
    void leavesTheOtherAsItIs() {
      registers.putAll(Map.of("a", "1"), LATE);
      var other = new Registers();
      other.putAll(Map.of("a", "0", "b", "0"), EARLY);
      Registers before = merged(other);
      registers.merge(other);

      assertEquals(before, other);
      assertEquals(Map.of("a", "1", "b", "0"), registers.values());
    }

    @Test
    void anyOrderOfWritesEndsTheSame() {
      for (long seed = 0; seed < ROUNDS; seed++) {
        var random = new Random(seed);
        var parts = new ArrayList<Registers>();
        for (int i = 0; i < 4; i++) {
          parts.add(random(random));
        }
        Registers expected = merged(parts.toArray(Registers[]::new));
        Collections.shuffle(parts, random);
        assertEquals(expected, merged(parts.toArray(Registers[]::new)), "seed " + seed);
      }
    }
  }

  @Nested
  class WhatIsTooMuch {
    private static final int HALF = Registers.MOST_CHARACTERS / 2;

    private static Map<String, String> large(String name, int length) {
      return Map.of(name, '"' + "x".repeat(length - 2) + '"');
    }

    @Test
    void hasNoRoomBesideWhatIsThere() {
      registers.putAll(large("a", HALF), EARLY);
      assertFalse(registers.hasRoomFor(large("b", HALF), EARLY));
      assertTrue(registers.hasRoomFor(large("b", HALF - 200), EARLY));
    }

    @Test
    void countsAsTextWithNamesAndMessages() {
      registers.putAll(Map.of("name", "\"value\""), EARLY);
      int name = "'name'".length();
      int value = "'value'".length();
      int messageId = "'m1'".length();
      int timeAndCommas = 22;
      assertEquals(name + value + messageId + timeAndCommas, registers.length());
    }

    @Test
    void mayTakeThePlaceOfWhatIsThere() {
      registers.putAll(large("a", Registers.MOST_CHARACTERS - 200), EARLY);
      assertTrue(registers.hasRoomFor(large("a", Registers.MOST_CHARACTERS - 200), LATE));
      assertFalse(registers.hasRoomFor(large("a", Registers.MOST_CHARACTERS), LATE));
      assertTrue(registers.hasRoomFor(large("a", 2 * Registers.MOST_CHARACTERS), BEFORE_EARLY));
    }

    @Test
    void thatIsThereAlreadyMayShrink() {
      registers.putAll(large("a", 2 * Registers.MOST_CHARACTERS), EARLY);
      registers.putAll(Map.of("b", "1"), EARLY);
      assertTrue(registers.hasRoomFor(large("a", 2 * Registers.MOST_CHARACTERS - 1), LATE));
      assertTrue(registers.hasRoomFor(Map.of("b", "2"), LATE));
      assertFalse(registers.hasRoomFor(Map.of("b", "10"), LATE));
      assertFalse(registers.hasRoomFor(Map.of("c", "1"), LATE));
    }
  }
}
