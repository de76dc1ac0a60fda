package dev.inlet.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.CallType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Draft IDENTIFY = Draft.sample(CallType.IDENTIFY, "m-1", NOW);

  private static List<Step> steps(Scenario scenario) {
    return scenario.steps(IDENTIFY, NOW);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void everyOneCanBeNamedAndSuitsOrRefusesEveryType(Scenario scenario) {
    assertEquals(Optional.of(scenario), Scenario.named(scenario.slug()));
    for (CallType type : CallType.values()) {
      List<Step> steps = scenario.steps(Draft.sample(type, "m", NOW), NOW);
      assertFalse(steps.isEmpty());
      steps.forEach(step -> assertNull(step.draft().problem(), step.note()));
    }
    assertTrue(scenario.suits(CallType.IDENTIFY));
  }

  @Test
  void retryAndRepeatSendTheSameBytes() {
    for (Scenario scenario : List.of(Scenario.RETRY, Scenario.DUPLICATE)) {
      List<Step> steps = steps(scenario);
      assertEquals(2, steps.size());
      assertEquals(steps.getFirst().draft(), steps.getLast().draft());
    }
    assertTrue(steps(Scenario.RETRY).getFirst().duringMaintenance());
    assertEquals(Verdict.RETRIED, steps(Scenario.RETRY).getFirst().expected());
  }

  @Test
  void outOfOrderSendsTheOlderCallLastAsAMessageOfItsOwn() {
    Draft newer = steps(Scenario.OUT_OF_ORDER).getFirst().draft();
    Draft older = steps(Scenario.OUT_OF_ORDER).getLast().draft();

    assertTrue(
        Instant.parse(older.text("timestamp")).isBefore(Instant.parse(newer.text("timestamp"))));
    assertFalse(older.text("messageId").equals(newer.text("messageId")));
    assertEquals("newer", newer.text("traits.cameFrom"));
    assertEquals("older", older.text("traits.cameFrom"));
  }

  @Test
  void oddCasingChangesReservedNamesAlone() {
    Draft odd = steps(Scenario.ODD_CASING).getFirst().draft();

    assertNull(odd.find("userId"));
    assertEquals("u-1042", odd.text("USER-ID"));
    assertEquals("IDENTIFY", odd.text("type"));
    assertEquals("Ada", odd.text("traits.FIRST-NAME"));
    assertEquals("pro", odd.text("traits.plan"));
    assertEquals("42", odd.find("traits.logins"));
  }

  @Test
  void missingEmailIsRequiredBySettings() {
    Step step = steps(Scenario.MISSING_EMAIL).getFirst();

    assertNull(step.draft().find("traits.email"));
    assertEquals("{\"requireEmail\":true}", step.draft().settings());
    assertEquals(Verdict.DROPPED, step.expected());
    assertFalse(Scenario.MISSING_EMAIL.suits(CallType.TRACK));
  }

  @Test
  void clocksAreWrongInBothDirections() {
    assertEquals(
        "2026-01-30T12:00:00.000Z",
        steps(Scenario.LATE_REPLAY).getFirst().draft().text("timestamp"));
    assertTrue(
        steps(Scenario.WRONG_CLOCK).getFirst().draft().text("timestamp").startsWith("2036-"));
  }
}
