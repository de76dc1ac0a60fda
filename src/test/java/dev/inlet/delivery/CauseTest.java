package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.tester.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {

  /** As they are stored; a name that is changed here is lost to what was noted under it. */
  private static final List<String> NAMES =
      List.of(
          "key_missing",
          "key_malformed",
          "keys_different",
          "key_unknown",
          "key_revoked",
          "key_expired",
          "account_suspended",
          "sender_not_permitted",
          "type_not_permitted",
          "type_not_supported",
          "body_malformed",
          "too_large",
          "settings_wrong",
          "person_missing",
          "field_missing",
          "field_wrong",
          "email_missing",
          "vendor_rule",
          "maintenance",
          "stopping",
          "too_many_calls",
          "flood",
          "too_many_requests",
          "not_stored_in_time",
          "fault");

  @Test
  void namesStayWhatTheyAre() {
    assertEquals(NAMES, Arrays.stream(Cause.values()).map(Cause::wireName).toList());
    assertEquals(
        Arrays.stream(Cause.values()).map(Optional::of).toList(),
        NAMES.stream().map(Cause::named).toList());
  }

  @Test
  void aNameOfALaterVersionIsNone() {
    assertEquals(Optional.empty(), Cause.named("something_new"));
  }

  @Test
  void everyCauseHasItsOwnAdvice() {
    assertEquals(
        Cause.values().length,
        new HashSet<>(Arrays.stream(Cause.values()).map(Cause::advice).toList()).size());
  }

  @ParameterizedTest
  @EnumSource
  void segmentTriesAgainExactlyWhenTheCauseSaysSo(Cause cause) {
    assertEquals(cause.isRetried() ? Verdict.RETRIED : Verdict.DROPPED, Verdict.of(cause.status()));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatIsTriedAgainMayBeAnsweredSo(Cause cause) {
    if (cause.isRetried()) {
      assertEquals(cause.status(), Outcome.status(new Unavailable(cause, "", Duration.ZERO)));
      assertThrows(IllegalArgumentException.class, () -> new Rejected(cause, ""));
    } else {
      assertEquals(cause.status(), Outcome.status(new Rejected(cause, "")));
      assertThrows(IllegalArgumentException.class, () -> new Unavailable(cause, "", Duration.ZERO));
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsAdviceIsGivenWhateverTheStatus(Cause cause) {
    assertEquals(cause.advice(), Cause.advice(cause, 400));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 501, 503})
  void whatWasNotedBeforeThereWereCausesIsAdvisedOnByItsStatus(int status) {
    assertTrue(Cause.advice(null, status).length() > 40);
  }
}
