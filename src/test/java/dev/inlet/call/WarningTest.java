package dev.inlet.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Wording;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarningTest {

  @ParameterizedTest
  @EnumSource
  void saysWhatHappenedInOneShortSentence(Warning warning) {
    assertTrue(Wording.isFit(warning.sentence()), warning::sentence);
    assertTrue(warning.sentence().length() <= 100, warning::sentence);
    assertTrue(warning.wireName().matches("[a-z0-9_]+"), warning::wireName);
  }

  @Test
  void thoseOfCallsWithoutEffectAreToldApart() {
    Set<Warning> without = EnumSet.allOf(Warning.class);
    without.removeIf(warning -> !warning.isWithoutEffect());

    assertEquals(
        EnumSet.of(Warning.REPEATED, Warning.BODY_DIFFERS, Warning.ALIAS_WITHOUT_EFFECT), without);
  }

  @Test
  void areCollectedOnceEach() {
    Set<Warning> one = Warning.and(Set.of(), Warning.CLOCK_AHEAD);
    Set<Warning> other = Set.of(Warning.SETTING_BLANK);

    assertEquals(Set.of(Warning.CLOCK_AHEAD), Warning.and(one, Warning.CLOCK_AHEAD));
    assertEquals(Set.of(Warning.CLOCK_AHEAD, Warning.SETTING_BLANK), Warning.union(one, other));
    assertSame(one, Warning.union(one, Set.of()));
    assertSame(other, Warning.union(Set.of(), other));
  }
}
