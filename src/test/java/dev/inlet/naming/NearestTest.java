package dev.inlet.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORDS = List.of("serve", "check", "account", "key", "tail");

  @ParameterizedTest
  @CsvSource({
    "srve, serve",
    "serv, serve",
    "serve, serve",
    "SERVER, serve",
    "esrve, serve",
    "chekc, check",
    "acount, account",
    "keys, key"
  })
  void slipOfTheFingersIsFound(String word, String meant) {
    assertEquals(Optional.of(meant), Nearest.to(word, WORDS));
  }

  @ParameterizedTest
  @CsvSource({"start", "conformance", "x", "help"})
  void nothingIsMadeOfAWordThatIsFarFromAll(String word) {
    assertEquals(Optional.empty(), Nearest.to(word, WORDS));
  }

  @Test
  void theNearestOfSeveralCounts() {
    assertEquals(
        Optional.of("inlet.answer"),
        Nearest.to("inlet.answr", List.of("inlet.answer-budget", "inlet.answer", "inlet.types")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', abc, 3",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "abc, xbc, 1",
    "ca, abc, 3"
  })
  void distanceCountsSlips(String one, String other, int slips) {
    assertEquals(slips, Nearest.distance(one, other));
    assertEquals(slips, Nearest.distance(other, one));
  }
}
