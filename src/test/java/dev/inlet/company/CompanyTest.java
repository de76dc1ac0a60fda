package dev.inlet.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.Figures;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompanyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Company company = new Company("g", NOON);

  private void describe(int second, Map<String, String> fields) {
    company.describe(fields, fields, new Stamp(NOON.plusSeconds(second), "m" + second));
  }

  @Test
  void laterCallWinsPerTrait() {
    describe(5, Map.of("name", "\"Acme\"", "plan", "\"pro\""));
    describe(1, Map.of("name", "\"Old\"", "employees", "329"));

    assertEquals("Acme", company.name());
    assertEquals(
        Map.of("name", "\"Acme\"", "plan", "\"pro\"", "employees", "329"), company.shownTraits());
  }

  @Test
  void nullClearsAndStaysCleared() {
    describe(5, Map.of("name", "null"));
    describe(1, Map.of("name", "\"Old\""));

    assertNull(company.name());
    assertEquals(Map.of(), company.shownFields());
  }

  @Test
  void spanCoversEveryCall() {
    describe(5, Map.of());
    describe(-5, Map.of());
    describe(1, Map.of());

    assertEquals(NOON.minusSeconds(5), company.firstSeenAt());
    assertEquals(NOON.plusSeconds(5), company.lastSeenAt());
  }

  @Test
  void flatAddressIsShownNested() {
    describe(1, Map.of("city", "\"Bonn\"", "name", "\"Acme\""));

    assertEquals(
        Map.of("address", "{\"city\":\"Bonn\"}", "name", "\"Acme\""), company.shownFields());
    assertEquals(Map.of("city", "\"Bonn\"", "name", "\"Acme\""), company.shownTraits());
  }

  @Test
  void nameThatIsNoTextIsNone() {
    describe(1, Map.of("name", "7"));

    assertNull(company.name());
  }

  /** Any order and repetition of the same calls; repeat one failure alone with -Dseed=. */
  @Nested
  class Convergence {
    private static final int SEEDS = 20_000;
    private static final List<String> VALUES = List.of("null", "1", "\"Acme\"", "[]");

    private record Call(Map<String, String> traits, Map<String, String> fields, Stamp stamp) {}

    private record View(
        Registers traits, Registers fields, Instant firstSeenAt, Instant lastSeenAt) {}

    @Test
    void anyOrderAndRepetitionGivesTheSameCompany() {
      Long only = Long.getLong("seed");
      if (only != null) {
        converges(only);
        return;
      }
      for (long seed = 0; seed < SEEDS; seed++) {
        converges(seed);
      }
      Figures.note(
          "convergence", "%,d permutations of companies on the pure core, 0 differ", SEEDS);
    }

    private static void converges(long seed) {
      var random = new Random(seed);
      var calls = new ArrayList<Call>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        var stamp = new Stamp(time(random), "m" + i);
        calls.add(new Call(values(random), values(random), stamp));
      }
      var shuffled = new ArrayList<>(calls);
      for (int i = random.nextInt(calls.size() + 1); i > 0; i--) {
        shuffled.add(calls.get(random.nextInt(calls.size())));
      }
      Collections.shuffle(shuffled, random);

      assertEquals(
          view(calls),
          view(shuffled),
          () -> "repeat with -Dseed=" + seed + ", calls " + calls + ", then " + shuffled);
    }

    /** Often equal. A clock that is ahead is cut to a day, one that is behind stays as it is. */
    private static Instant time(Random random) {
      return switch (random.nextInt(9)) {
        case 0 -> NOON.plus(Duration.ofDays(1));
        case 1 -> Instant.EPOCH;
        default -> NOON.plusSeconds(random.nextInt(3));
      };
    }

    private static View view(List<Call> calls) {
      Company company = null;
      for (Call call : calls) {
        if (company == null) {
          company = new Company("g", call.stamp().time());
        }
        company.describe(call.traits(), call.fields(), call.stamp());
      }
      Company known = Objects.requireNonNull(company);
      return new View(known.traits(), known.fields(), known.firstSeenAt(), known.lastSeenAt());
    }

    private static Map<String, String> values(Random random) {
      var values = new LinkedHashMap<String, String>();
      for (int i = random.nextInt(3); i > 0; i--) {
        values.put(
            "abc".substring(random.nextInt(3)).substring(0, 1),
            VALUES.get(random.nextInt(VALUES.size())));
      }
      return values;
    }
  }
}
