package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.codec.Json;
import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistersTextTest {
  private static final List<String> PIECES =
      List.of("a", "\"", "\\", "\n", "\u0001", "é", "\uD83D\uDE00", "null", " ", "/", "\u007f");
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"),
          Instant.parse("2026-03-01T12:00:00.000001Z"));

  @Test
  void registersComeBackAsTheyWereAndNoLongerThanTheyCount() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var registers = new Registers();
      for (int i = random.nextInt(6); i > 0; i--) {
        var stamp = new Stamp(TIMES.get(random.nextInt(TIMES.size())), text(random));
        registers.put(text(random), new Register(Json.quote(text(random)), stamp));
      }
      String written = RegistersText.write(registers);
      assertEquals(registers, RegistersText.read(written), "seed " + seed);
      assertEquals(registers.length(), RegistersText.read(written).length(), "seed " + seed);
      assertTrue(written.length() <= registers.length() + 2, "seed " + seed + ": " + written);
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
