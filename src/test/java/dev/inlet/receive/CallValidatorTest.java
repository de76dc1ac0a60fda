package dev.inlet.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.ApiKey;
import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.delivery.CallTypes;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.handler.OurHandlers;
import dev.inlet.journal.JournalEntry;
import dev.inlet.receive.CallValidator.Validation;
import dev.inlet.receive.CallValidator.Validation.Invalid;
import dev.inlet.receive.CallValidator.Validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallValidatorTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final ApiKey KEY =
      new ApiKey(
          "k1",
          "acme",
          "test",
          "a sec",
          Set.of(CallType.IDENTIFY, CallType.TRACK, CallType.SCREEN),
          Set.of(Sender.DESTINATION),
          NOON,
          null,
          null,
          null);

  private final CallValidator validator =
      new CallValidator(
          new CallTypes(List.of(CallType.IDENTIFY, CallType.TRACK, CallType.GROUP)),
          OurHandlers.all());

  private static Message message(String json) {
    return Message.asSent(Json.object(json), json.getBytes(StandardCharsets.UTF_8));
  }

  private Validation validate(Message message, Sender sender, Settings settings) {
    return validator.validate(message, sender, KEY, settings, NOON);
  }

  private JournalEntry valid(String json, Settings settings) {
    Validation found = validate(message(json), Sender.DESTINATION, settings);
    return assertInstanceOf(Valid.class, found).call().entry();
  }

  private Rejected invalid(String json, Settings settings) {
    Validation found = validate(message(json), Sender.DESTINATION, settings);
    return assertInstanceOf(Invalid.class, found).refused();
  }

  @Nested
  class WhatIsTaken {

    @Test
    void isJournaledAsItWasSentUnderItsKeysAccount() {
      String json = "{\"type\":\"Track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m\"}";
      JournalEntry entry = valid(json, Settings.NONE);
      assertEquals("acme", entry.accountId());
      assertEquals("k1", entry.keyId());
      assertEquals(CallType.TRACK, entry.type());
      assertEquals("m", entry.messageId());
      assertEquals(NOON, entry.storedAt());
      assertNull(entry.settings(), "none are kept where none were sent");
      assertArrayEquals(json.getBytes(StandardCharsets.UTF_8), entry.body());
    }

    @Test
    void keepsTheSettingsItWasReadWith() {
      var settings = new Settings(Map.of("requireEmail", "false"));
      String json = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";
      assertEquals("{\"requireEmail\":false}", valid(json, settings).settings());
    }

    @Test
    void isKnownByWhatWasSentWhenItHasAClockAndNoId() {
      String clock = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"sentAt\":\"%s\"}";
      String json = clock.formatted("2026-03-01T11:59:59Z");
      String id = valid(json, Settings.NONE).messageId();
      assertTrue(id.startsWith("digest-"), id);
      assertEquals(id, valid(json, Settings.NONE).messageId());
      String later = clock.formatted("2026-03-01T11:59:58Z");
      assertNotEquals(id, valid(later, Settings.NONE).messageId());
    }

    @Test
    void otherSendersMaySendWhatTheDestinationIsNotSetUpFor() {
      Message screen = message("{\"type\":\"screen\",\"userId\":\"u\",\"name\":\"s\"}");
      assertInstanceOf(Valid.class, validate(screen, Sender.TRACKING, Settings.NONE));
      assertInstanceOf(Invalid.class, validate(screen, Sender.DESTINATION, Settings.NONE));
    }
  }

  @Nested
  class WhatIsRefused {

    /** Each of these breaks what comes after it, too: the first is told. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{}|FIELD_MISSING|Missing type",
          "{\"type\":7}|FIELD_WRONG|type must be a string",
          "{\"type\":\"suppress\"}|TYPE_NOT_SUPPORTED|Calls of type \"suppress\" are not"
              + " supported; supported are identify, track, group",
          "{\"type\":\"group\"}|TYPE_NOT_PERMITTED|This API key may not send group calls",
          "{\"type\":\"identify\"}|PERSON_MISSING|Missing userId or anonymousId (empty, \"null\""
              + " and \"undefined\" are no ids)",
          "{\"type\":\"track\",\"userId\":\"u\"}|FIELD_MISSING|Missing event",
          "{\"type\":\"identify\",\"userId\":\"u\"}|EMAIL_MISSING|Missing email address",
        })
    void isToldByTheFirstRuleItBreaks(String json, Cause cause, String sentence) {
      Rejected refused = invalid(json, new Settings(Map.of("requireEmail", "true")));
      assertEquals(new Rejected(cause, sentence), refused);
    }

    @Test
    void aNameThatIsNoTypeIsShownByItsBeginning() {
      String json = "{\"type\":\"%s\"}".formatted("x".repeat(1_000));
      assertTrue(
          invalid(json, Settings.NONE)
              .message()
              .startsWith("Calls of type \"" + "x".repeat(30) + "…\" are not supported"));
    }

    @Test
    void whatWasWrongAsItWasPutTogetherIsNotLookedAtAgain() {
      var problem = new Rejected(Cause.TOO_LARGE, "too large");
      Message unfit = Message.unfit(Json.object("{\"type\":\"track\"}"), 3, problem);
      assertEquals(new Invalid(problem), validate(unfit, Sender.DESTINATION, Settings.NONE));
    }
  }
}
