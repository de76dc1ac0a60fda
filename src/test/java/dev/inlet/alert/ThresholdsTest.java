package dev.inlet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.alert.Thresholds.Answers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
  private static final Answers GOOD_DAY = new Answers(10_000, 100);

  @ParameterizedTest
  @CsvSource({
    "100, 25, false, true",
    "100, 24, false, false",
    "40, 19, false, false",
    "100, 10, true, true",
    "100, 9, true, false",
    "6, 4, true, false",
    "0, 0, true, false",
  })
  void refusalsSpikeAtAQuarterAndLastDownToATenth(
      long all, long refused, boolean lasts, boolean isSpike) {
    assertEquals(isSpike, Thresholds.isSpike(new Answers(all, refused), GOOD_DAY, lasts));
  }

  @Test
  void whoWasAlwaysRefusedAsOftenIsNoSpike() {
    Answers half = new Answers(10_000, 5_000);

    assertFalse(Thresholds.isSpike(new Answers(100, 60), half, false));
    assertFalse(Thresholds.isSpike(new Answers(100, 60), half, true));
    assertTrue(Thresholds.isSpike(new Answers(100, 60), new Answers(0, 0), false));
  }

  @Test
  void whatWeCouldNotTakeIsNobodysRefusal() {
    assertEquals(
        new Answers(110, 60), Answers.of(Map.of(200, 50L, 400, 40L, 501, 20L, 503, 900L, 500, 1L)));
    assertEquals(new Answers(0, 0), Answers.of(Map.of(503, 900L)));
  }

  @ParameterizedTest
  @CsvSource({"10000, false, true", "9999, false, false", "5000, true, true", "4999, true, false"})
  void processingIsBehindByCalls(long waiting, boolean lasts, boolean isBehind) {
    assertEquals(isBehind, Thresholds.isBehind(waiting, lasts));
  }

  @ParameterizedTest
  @CsvSource({"600, false, true", "599, false, false", "60, true, true", "59, true, false"})
  void subscribersAreBehindBySeconds(long seconds, boolean lasts, boolean isLate) {
    assertEquals(isLate, Thresholds.isLate(seconds, lasts));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 100, false, true",
    "11, 100, false, false",
    "11, 100, true, true",
    "13, 100, true, false",
    "50, 1000, false, false",
  })
  void diskIsNearlyFullByItsShareUnlessThatIsALot(
      long free, long all, boolean lasts, boolean isNearlyFull) {
    var disk = new Gauges.DiskSpace(free << 30, all << 30);

    assertEquals(isNearlyFull, Thresholds.isNearlyFull(disk, lasts));
  }

  @Test
  void steadyIsWhoSendsInTwentyOfTheLastHours() {
    assertTrue(Thresholds.isSteady(20));
    assertFalse(Thresholds.isSteady(19));
  }
}
