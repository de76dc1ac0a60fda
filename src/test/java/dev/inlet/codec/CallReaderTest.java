package dev.inlet.codec;

import static dev.inlet.codec.Reading.STORED_AT;
import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Call;
import dev.inlet.call.CallType;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.call.JsonObject;
import dev.inlet.call.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
  private static final String NO_ID =
      "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)";

  private static Parsed<Call> read(CallType type, String json) {
    return CallReader.read(
        type, object(json), Route.RELAYED, STORED_AT, hasClock -> hasClock ? "digest" : "random");
  }

  private static <C extends Call> C call(Class<C> expected, String json) {
    CallType type = CallType.named(expected.getSimpleName()).orElseThrow();
    return expected.cast(value(read(type, json)));
  }

  private static String problem(CallType type, String json) {
    String problem = Reading.problem(read(type, json));
    assertTrue(problem.length() <= 160, problem);
    return problem;
  }

  private static String identifyProblem(String json) {
    return problem(CallType.IDENTIFY, json);
  }

  private static Identity identity(String json) {
    return call(Call.Identify.class, json).common().identity();
  }

  @Nested
  class TypeOfAMessage {
    @ParameterizedTest
    @ValueSource(strings = {"type", "Type", "TYPE", "t_y_p_e"})
    void isFoundInAnyCasing(String name) {
      assertEquals("Identify", value(CallReader.type(object("{\"" + name + "\":\"Identify\"}"))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"type\":null}",
          "{\"types\":\"track\"}",
          "{\"type\":\"\"}",
          "{\"TYPE\":\" \\t\"}"
        })
    void mustBePresent(String json) {
      assertEquals("Missing type", Reading.problem(CallReader.type(object(json))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[\"track\"]"})
    void mustBeAString(String json) {
      assertEquals(
          "type must be a string",
          Reading.problem(CallReader.type(object("{\"type\":" + json + "}"))));
    }

    @ParameterizedTest
    @EnumSource(CallType.class)
    void isNamedInAnyCase(CallType type) {
      assertEquals(type, CallType.named(type.name()).orElseThrow());
      assertEquals(type, CallType.named(type.wireName()).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " track", "suppress", "tracks", "null"})
    void hasNoOtherNames(String text) {
      assertTrue(CallType.named(text).isEmpty());
    }
  }

  @Nested
  class EveryType {
    @Test
    void identifyHasTraits() {
      Call.Identify call =
          call(
              Call.Identify.class,
              """
              {"type":"identify","userId":"7","anonymousId":"a","messageId":"m",
               "timestamp":"2026-02-28T10:00:00Z","traits":{"E-Mail":"a@b.c","Plan ":1.10}}""");

      assertEquals(CallType.IDENTIFY, call.type());
      assertEquals(new Identity("7", "a"), call.common().identity());
      assertEquals("m", call.common().messageId());
      assertEquals(Instant.parse("2026-02-28T10:00:00Z"), call.common().time());
      assertEquals(Map.of("email", "\"a@b.c\""), call.traits().reserved());
      assertEquals(Map.of("E-Mail", "\"a@b.c\"", "Plan ", "1.10"), call.traits().sent().members());
    }

    @Test
    void groupHasItsIdAndTraits() {
      Call.Group call =
          call(
              Call.Group.class,
              "{\"userId\":\"7\",\"groupId\":\"g\",\"traits\":{\"Employees\":329}}");

      assertEquals(CallType.GROUP, call.type());
      assertEquals("g", call.groupId());
      assertEquals(Map.of("employees", "329"), call.traits().reserved());
    }

    @Test
    void trackHasItsEventAndProperties() {
      Call.Track call =
          call(
              Call.Track.class,
              "{\"userId\":\"7\",\"event\":\"Paid\",\"properties\":{\"Revenue\":1.10,\"x\":[ ]}}");

      assertEquals(CallType.TRACK, call.type());
      assertEquals("Paid", call.event());
      assertEquals(Map.of("revenue", "1.10"), call.properties().reserved());
      assertEquals("{\"Revenue\":1.10,\"x\":[ ]}", call.properties().sent().text());
    }

    @Test
    void aliasHasBothIds() {
      Call.Alias call = call(Call.Alias.class, "{\"userId\":\"7\",\"previousId\":\"a\"}");

      assertEquals(CallType.ALIAS, call.type());
      assertEquals("7", call.userId());
      assertEquals("a", call.previousId());
    }

    @Test
    void aliasReadsFromAndTo() {
      Call.Alias call = call(Call.Alias.class, "{\"to\":\"7\",\"from\":\"a\"}");

      assertEquals("7", call.userId());
      assertEquals("a", call.previousId());
    }

    @Test
    void pageAndScreenHaveNameAndCategory() {
      String json = "{\"anonymousId\":\"a\",\"name\":\"Home\",\"category\":\"Docs\"}";
      Call.Page page = call(Call.Page.class, json);
      Call.Screen screen = call(Call.Screen.class, json);

      assertEquals(CallType.PAGE, page.type());
      assertEquals(CallType.SCREEN, screen.type());
      assertEquals(List.of("Home", "Docs"), List.of("" + page.name(), "" + page.category()));
      assertEquals(List.of("Home", "Docs"), List.of("" + screen.name(), "" + screen.category()));
    }

    @Test
    void sameMessageReadsAsTheSameCall() {
      String json = "{\"userId\":\"7\",\"traits\":{\"b\":1,\"a\":{\"x\":1.10}}}";

      assertEquals(value(read(CallType.IDENTIFY, json)), value(read(CallType.IDENTIFY, json)));
    }
  }

  @Nested
  class Ids {
    @Test
    void eitherIdIsEnough() {
      assertEquals(new Identity("7", null), identity("{\"userId\":\"7\"}"));
      assertEquals(new Identity(null, "a"), identity("{\"anonymousId\":\"a\"}"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"userId\":null}",
          "{\"userId\":\"\"}",
          "{\"userId\":\" \\t\"}",
          "{\"userId\":\"null\"}",
          "{\"userId\":\"undefined\"}",
          "{\"userId\":\"[object Object]\"}",
          "{\"userId\":\" undefined \"}",
          "{\"userId\":\"\",\"anonymousId\":\"null\"}",
          "{\"groupId\":\"g\",\"previousId\":\"p\",\"event\":\"e\"}"
        })
    void someIdMustBeOne(String json) {
      for (CallType type : CallType.values()) {
        assertEquals(NO_ID, problem(type, json), type.name());
      }
    }

    @Test
    void junkBesideAnIdIsLeftOut() {
      assertEquals(
          new Identity(null, "a"), identity("{\"userId\":\"undefined\",\"anonymousId\":\"a\"}"));
      assertEquals(new Identity("7", null), identity("{\"userId\":\"7\",\"anonymousId\":\"\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nullable", "Undefined behaviour", "0", "[object Objects]", "false"})
    void whatOnlyLooksLikeJunkIsAnId(String id) {
      assertEquals(new Identity(id, null), identity("{\"userId\":\"" + id + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({
      "7, 7",
      "0, 0",
      "-7, -7",
      "9007199254740993, 9007199254740993",
      "123456789012345678901234567890, 123456789012345678901234567890",
      "1.5, 1.5",
      "1e3, 1000",
      "1.5E+3, 1500",
      "12e-1, 1.2",
      "1E-2, 0.01",
      "12345.0, 12345",
      "1.2345e4, 12345",
      "1234500E-2, 12345",
      "12345.000, 12345",
      "1.50, 1.5",
      "-7.0, -7",
      "-0, 0",
      "0.00, 0",
      "1E2, 100"
    })
    void numberIsReadAsItsShortestDecimalText(String number, String id) {
      assertEquals(new Identity(id, null), identity("{\"userId\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "12345.0", "1.2345e4", "\"12345\""})
    void oneNumberIsOneIdWhereverAnIdStands(String id) {
      Call.Group group =
          call(
              Call.Group.class,
              "{\"userId\":%1$s,\"anonymousId\":%1$s,\"groupId\":%1$s,\"messageId\":%1$s}"
                  .formatted(id));
      Call.Alias alias =
          call(Call.Alias.class, "{\"userId\":\"u\",\"previousId\":%s}".formatted(id));

      assertEquals(new Identity("12345", "12345"), group.common().identity());
      assertEquals("12345", group.common().messageId());
      assertEquals("12345", group.groupId());
      assertEquals("12345", alias.previousId());
    }

    @Test
    void textIsAnIdAsItIs() {
      assertEquals(new Identity("12345.0", null), identity("{\"userId\":\"12345.0\"}"));
      assertEquals(new Identity("007", null), identity("{\"userId\":\"007\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e99999999999", "1e101"})
    void numberOutOfRangeIsRefused(String number) {
      assertEquals(
          "userId is a number out of range; send it as a string",
          identifyProblem("{\"userId\":" + number + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "{}", "{\"id\":7}", "[]", "[7]"})
    void otherValuesAreRefused(String value) {
      assertEquals("userId must be a string", identifyProblem("{\"userId\":" + value + "}"));
      assertEquals(
          "anonymousId must be a string",
          identifyProblem("{\"userId\":\"7\",\"anonymousId\":" + value + "}"));
    }

    @Test
    void longestIdIsRead() {
      String id = "x".repeat(512);

      assertEquals(new Identity(id, null), identity("{\"userId\":\"" + id + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "anonymousId", "messageId"})
    void longerIdIsRefused(String field) {
      assertEquals(
          field + " is longer than 512 bytes",
          identifyProblem("{\"userId\":\"7\",\"" + field + "\":\"" + "x".repeat(513) + "\"}"));
    }

    @Test
    void idsAreMeasuredInBytesOfUtf8() {
      String longest = "\u00e4".repeat(256);

      assertEquals(new Identity(longest, null), identity("{\"userId\":\"" + longest + "\"}"));
      assertEquals(
          "userId is longer than 512 bytes", identifyProblem("{\"userId\":\"" + longest + "x\"}"));
    }

    @Test
    void idsOfGroupsAndAliasesAreBoundedLikewise() {
      String longest = "x".repeat(512);
      String group = "{\"userId\":\"7\",\"groupId\":\"%s\"}";
      String alias = "{\"userId\":\"7\",\"previousId\":\"%s\"}";

      assertEquals(longest, call(Call.Group.class, group.formatted(longest)).groupId());
      assertEquals(
          "groupId is longer than 512 bytes",
          problem(CallType.GROUP, group.formatted(longest + "x")));
      assertEquals(longest, call(Call.Alias.class, alias.formatted(longest)).previousId());
      assertEquals(
          "previousId is longer than 512 bytes",
          problem(CallType.ALIAS, alias.formatted(longest + "x")));
    }

    @Test
    void longerNumberIsRefused() {
      assertEquals(
          "userId is longer than 512 bytes",
          identifyProblem("{\"userId\":" + "1".repeat(513) + "}"));
    }

    @Test
    void idIsKeptAsSent() {
      assertEquals(
          new Identity(" \u00e4\"\uD83D\uDE00 ", null),
          identity("{\"userId\":\" \\u00e4\\\"\\ud83d\\ude00 \"}"));
    }
  }

  @Nested
  class RequiredFields {
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"groupId\":null", ",\"groupId\":\"\"", ",\"groupId\":\"null\""})
    void groupNeedsItsId(String field) {
      assertEquals("Missing groupId", problem(CallType.GROUP, "{\"userId\":\"7\"" + field + "}"));
    }

    @Test
    void numericGroupIdIsRead() {
      assertEquals("42", call(Call.Group.class, "{\"userId\":\"7\",\"groupId\":42}").groupId());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", ",\"event\":null", ",\"event\":\"\"", ",\"event\":\" \"", ",\"name\":\"n\""})
    void trackNeedsItsEvent(String field) {
      assertEquals("Missing event", problem(CallType.TRACK, "{\"userId\":\"7\"" + field + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[\"e\"]"})
    void eventMustBeText(String value) {
      assertEquals(
          "event must be a string",
          problem(CallType.TRACK, "{\"userId\":\"7\",\"event\":" + value + "}"));
    }

    @Test
    void eventIsBounded() {
      String longest = "e".repeat(1_000);

      assertEquals(
          longest,
          call(Call.Track.class, "{\"userId\":\"7\",\"event\":\"" + longest + "\"}").event());
      assertEquals(
          "event is longer than 1000 characters",
          problem(CallType.TRACK, "{\"userId\":\"7\",\"event\":\"" + longest + "e\"}"));
    }

    @Test
    void numericEventIsReadAsItsText() {
      assertEquals("404", call(Call.Track.class, "{\"userId\":\"7\",\"event\":404}").event());
    }

    @Test
    void aliasNeedsBothIds() {
      assertEquals("Missing previousId", problem(CallType.ALIAS, "{\"userId\":\"7\"}"));
      assertEquals(
          "Missing previousId",
          problem(CallType.ALIAS, "{\"userId\":\"7\",\"previousId\":\"undefined\"}"));
      assertEquals(
          "Missing userId",
          problem(CallType.ALIAS, "{\"anonymousId\":\"a\",\"previousId\":\"p\"}"));
    }
  }

  @Nested
  class ObjectsWhereObjectsBelong {
    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[ ]", "{}"})
    void nothingIsTheEmptyObject(String value) {
      assertEquals(
          JsonObject.EMPTY,
          call(Call.Identify.class, "{\"userId\":\"7\",\"traits\":" + value + "}").traits().sent());
      assertEquals(
          JsonObject.EMPTY,
          call(
                  Call.Track.class,
                  "{\"userId\":\"7\",\"event\":\"e\",\"context\":%s,\"properties\":%s}"
                      .formatted(value, value))
              .properties()
              .sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"\"", "\"{}\"", "[1]", "[{}]", "[null]"})
    void anythingElseIsRefused(String value) {
      String fields = "{\"userId\":\"7\",\"groupId\":\"g\",\"event\":\"e\",\"%s\":" + value + "}";

      assertEquals("traits must be an object", identifyProblem(fields.formatted("traits")));
      assertEquals("traits must be an object", problem(CallType.GROUP, fields.formatted("traits")));
      for (CallType type : List.of(CallType.TRACK, CallType.PAGE, CallType.SCREEN)) {
        assertEquals("properties must be an object", problem(type, fields.formatted("properties")));
      }
      for (CallType type : List.of(CallType.TRACK, CallType.PAGE, CallType.IDENTIFY)) {
        assertEquals("context must be an object", problem(type, fields.formatted("context")));
      }
    }

    @Test
    void integrationsMayBeAnything() {
      for (String value : List.of("null", "[]", "{}", "{\"All\":false}")) {
        identity("{\"userId\":\"7\",\"integrations\":" + value + "}");
      }
    }
  }

  @Nested
  class Timestamped {
    private static final String ODD =
        "\"yesterday\"|\"\"|12|true|{}|[]|\"2021-03-04T05:06:27.029:Z\""
            + "|\"\u0662\u0660\u0662\u0661-03-04T05:06:07Z\"|\"0001-01-01T00:00:00Z\"|\"0027-11-05\"";

    private Common common(String clocks) {
      return call(Call.Identify.class, "{\"userId\":\"7\"" + clocks + "}").common();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "originalTimestamp", "sentAt", "receivedAt"})
    void clockThatCannotBeReadRefusesNothingAndIsAsIfAbsent(String field) {
      for (String value : ODD.split("\\|", -1)) {
        Common common = common(",\"" + field + "\":" + value);

        assertEquals(STORED_AT, common.time(), value);
        assertEquals("random", common.messageId(), value);
      }
    }

    @Test
    void timeMayBe24HoursAfterTheReceptionAndNotAMicrosecondMore() {
      String received = ",\"receivedAt\":\"2026-02-27T12:00:00Z\",\"timestamp\":\"%s\"";
      Instant latest = Instant.parse("2026-02-28T12:00:00Z");

      Common within = common(received.formatted(latest));
      Common beyond = common(received.formatted(latest.plusNanos(1_000)));

      assertEquals(latest, within.time());
      assertEquals(Set.of(), within.warnings());
      assertEquals(latest, beyond.time());
      assertEquals(Set.of(Warning.CLOCK_AHEAD), beyond.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"originalTimestamp", "sentAt", "receivedAt"})
    void oddClockBesideAGoodTimestampChangesNothing(String field) {
      for (String value : ODD.split("\\|", -1)) {
        Common common = common(",\"timestamp\":\"2026-02-28\",\"" + field + "\":" + value);

        assertEquals(Instant.parse("2026-02-28T00:00:00Z"), common.time(), value);
        assertEquals("digest", common.messageId());
        assertEquals(1, common.warnings().size(), value);
        assertFalse(common.warnings().contains(Warning.CLOCK_REPLACED), value);
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            "timestamp":"x","originalTimestamp":"2026-02-27","receivedAt":"2026-02-28"| 2026-02-27
            "timestamp":"x","originalTimestamp":"","receivedAt":"2026-02-28"          | 2026-02-28
            "timestamp":7,"originalTimestamp":7,"receivedAt":7,"sentAt":"2026-02-28"  | 2026-02-28
            "originalTimestamp":"0001-01-01","sentAt":"2026-02-28"                    | 2026-02-28
            """)
    void nextClockStandsIn(String clocks, String day) {
      Common common = common("," + clocks);

      assertEquals(Instant.parse(day + "T00:00:00Z"), common.time());
      assertTrue(common.warnings().contains(Warning.CLOCK_REPLACED));
    }

    @Test
    void warningsSayWhatBecameOfTheClocks() {
      assertEquals(Set.of(), common(",\"timestamp\":\"2026-02-28\",\"sentAt\":null").warnings());
      assertEquals(
          Set.of(Warning.CLOCK_UNREADABLE, Warning.CLOCK_REPLACED),
          common(",\"timestamp\":\"soon\"").warnings());
      assertEquals(
          Set.of(Warning.CLOCK_PLACEHOLDER, Warning.CLOCK_UNREADABLE),
          common(",\"timestamp\":\"2026-02-28\",\"sentAt\":\"1969-12-31\",\"receivedAt\":\"\"")
              .warnings());
      assertEquals(Set.of(Warning.CLOCK_AHEAD), common(",\"timestamp\":\"2999-01-01\"").warnings());
    }

    @Test
    void absentClocksMeanOurs() {
      assertEquals(
          STORED_AT,
          call(Call.Identify.class, "{\"userId\":\"7\",\"timestamp\":null}").common().time());
    }
  }

  @Nested
  class MessageIds {
    private String messageId(String more) {
      return call(Call.Identify.class, "{\"userId\":\"7\"" + more + "}").common().messageId();
    }

    @Test
    void ownOneIsKept() {
      assertEquals("m", messageId(",\"messageId\":\"m\""));
      assertEquals("12", messageId(",\"message_id\":12"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", ",\"messageId\":null", ",\"messageId\":\"\"", ",\"messageId\":\"null\""})
    void standInKnowsWhetherThereIsAClock(String field) {
      assertEquals("random", messageId(field));
      assertEquals("digest", messageId(field + ",\"timestamp\":\"2026-02-28\""));
      assertEquals("digest", messageId(field + ",\"originalTimestamp\":\"2026-02-28\""));
      assertEquals("digest", messageId(field + ",\"sentAt\":\"2026-02-28\""));
      assertEquals("digest", messageId(field + ",\"receivedAt\":\"2026-02-28\""));
      assertEquals("random", messageId(field + ",\"timestamp\":null"));
    }

    @Test
    void refusedMessageCanStillBeNamed() {
      assertEquals("m", CallReader.messageId(object("{\"messageId\":\"m\"}")));
      assertNull(CallReader.messageId(object("{\"messageId\":\"undefined\"}")));
      assertNull(CallReader.messageId(object("{\"messageId\":{}}")));
      assertNull(CallReader.messageId(object("{}")));
    }
  }

  @Nested
  class AnyCasing {
    @ParameterizedTest
    @ValueSource(strings = {"userId", "userid", "user_id", "USER ID", "User-Id"})
    void userId(String name) {
      assertEquals(new Identity("7", null), identity("{\"" + name + "\":\"7\"}"));
    }

    @Test
    void everyFieldOfTheEnvelope() {
      Call.Group group =
          call(
              Call.Group.class,
              """
              {"ANONYMOUS ID":"a","Group-Id":"g","message_id":"m","Original_Timestamp":"2026-02-01",
               "Traits":{"NAME":"Acme"}}""");
      Call.Track track =
          call(
              Call.Track.class, "{\"user_id\":\"7\",\"EVENT\":\"e\",\"Properties\":{\"VALUE\":1}}");
      Call.Page page =
          call(
              Call.Page.class,
              """
              {"user_id":"7","NAME":"n","Category":"c","Context":{"PAGE":{"URL":"u"}}}""");

      assertEquals(new Identity(null, "a"), group.common().identity());
      assertEquals("g", group.groupId());
      assertEquals("m", group.common().messageId());
      assertEquals(Instant.parse("2026-02-01T00:00:00Z"), group.common().time());
      assertEquals(Map.of("name", "\"Acme\""), group.traits().reserved());
      assertEquals("e", track.event());
      assertEquals(Map.of("value", "1"), track.properties().reserved());
      assertEquals("n", page.name());
      assertEquals("c", page.category());
      assertEquals("\"u\"", page.properties().reserved().get("url"));
      assertEquals(
          "p", call(Call.Alias.class, "{\"USERID\":\"7\",\"Previous Id\":\"p\"}").previousId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMESTAMP", "original-timestamp", "sent_at", "Received At"})
    void everyClock(String name) {
      assertEquals(
          Instant.parse("2026-02-01T00:00:00Z"),
          call(Call.Identify.class, "{\"userId\":1,\"" + name + "\":\"2026-02-01\"}")
              .common()
              .time());
    }

    @Test
    void canonicalSpellingWinsThenTheLast() {
      assertEquals(new Identity("1", null), identity("{\"userId\":1,\"user_id\":2,\"USERID\":3}"));
      assertEquals(new Identity("3", null), identity("{\"user_id\":2,\"USERID\":3}"));
    }
  }

  @Nested
  class PagesAndScreens {
    private static final String CONTEXT =
        ",\"context\":{\"page\":{\"Url\":\"from context\",\"title\":\"T\",\"name\":\"N\"}}";

    @Test
    void nameAndCategoryFallBackToTheProperties() {
      Call.Page page =
          call(
              Call.Page.class,
              """
              {"userId":"7","name":null,"category":" ",
               "properties":{"Name":"Home","category":"Docs"}}""");

      assertEquals("Home", page.name());
      assertEquals("Docs", page.category());
    }

    @Test
    void ownNameWins() {
      assertEquals(
          "own",
          call(
                  Call.Screen.class,
                  "{\"userId\":\"7\",\"name\":\"own\",\"properties\":{\"name\":\"other\"}"
                      + CONTEXT
                      + "}")
              .name());
    }

    @Test
    void whatThePropertiesLeaveOutTheContextSays() {
      Call.Page page =
          call(
              Call.Page.class,
              "{\"userId\":\"7\",\"properties\":{\"URL\":\"own\",\"x\":1}" + CONTEXT + "}");

      assertEquals(
          Map.of("url", "\"own\"", "title", "\"T\"", "name", "\"N\""),
          page.properties().reserved());
      assertEquals("N", page.name());
      assertEquals("{\"URL\":\"own\",\"x\":1}", page.properties().sent().text(), "as sent");
    }

    @Test
    void nullPropertyLeavesOutToo() {
      Call.Page page =
          call(
              Call.Page.class,
              "{\"userId\":\"7\",\"properties\":{\"url\":null,\"path\":null}" + CONTEXT + "}");

      assertEquals("\"from context\"", page.properties().reserved().get("url"));
      assertNull(page.properties().reserved().get("path"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"null", "[]", "{}", "{\"page\":null}", "{\"page\":\"x\"}", "{\"page\":[]}"})
    void contextWithoutAPageIsFine(String context) {
      Call.Page page = call(Call.Page.class, "{\"userId\":\"7\",\"context\":" + context + "}");

      assertNull(page.name());
      assertNull(page.category());
      assertEquals(Map.of(), page.properties().reserved());
    }

    @Test
    void nameMustBeText() {
      assertEquals(
          "name must be a string", problem(CallType.PAGE, "{\"userId\":\"7\",\"name\":{}}"));
      assertEquals(
          "category must be a string",
          problem(CallType.SCREEN, "{\"userId\":\"7\",\"category\":[1]}"));
    }
  }

  @Nested
  class TraitsInTheContext {
    private Call.Identify identify(String traits, String contextTraits) {
      return call(
          Call.Identify.class,
          "{\"userId\":\"7\",\"traits\":%s,\"context\":{\"ip\":\"1\",\"traits\":%s}}"
              .formatted(traits, contextTraits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]"})
    void areTakenWhenThereAreNoOthers(String traits) {
      Call.Identify call = identify(traits, "{\"E-Mail\":\"a@b.c\",\"n\":1.10}");

      assertEquals(Map.of("E-Mail", "\"a@b.c\"", "n", "1.10"), call.traits().sent().members());
      assertEquals(Map.of("email", "\"a@b.c\""), call.traits().reserved());
      assertEquals(Set.of(Warning.TRAITS_FROM_CONTEXT), call.common().warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Context", "CONTEXT", "con_text"})
    void areFoundInAnyCasing(String context) {
      for (String traits : List.of("traits", "Traits", "TRA-ITS", "\\u0074raits")) {
        Call.Identify call =
            call(
                Call.Identify.class,
                "{\"userId\":\"7\",\"%s\":{\"%s\":{\"a\":1}}}".formatted(context, traits));

        assertEquals(Map.of("a", "1"), call.traits().sent().members(), traits);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "Email", "E-MAIL"})
    void loseAgainstTheSameNameInAnyCasing(String name) {
      Call.Identify call =
          identify("{\"" + name + "\":\"own\"}", "{\"e_mail\":\"other\",\"x\":[ 1 ]}");

      assertEquals(Map.of(name, "\"own\"", "x", "[ 1 ]"), call.traits().sent().members());
      assertEquals(Map.of("email", "\"own\""), call.traits().reserved());
    }

    @Test
    void loseAgainstASynonymToo() {
      assertEquals(
          Map.of("avatar", "\"own\""),
          identify("{\"photoUrl\":\"own\"}", "{\"avatar\":\"other\"}").traits().reserved());
    }

    @Test
    void loseAgainstNullWhichClears() {
      assertEquals(
          Map.of("email", "null"),
          identify("{\"email\":null}", "{\"email\":\"other\"}").traits().reserved());
    }

    @Test
    void areNoReasonToTouchTraitsTheyAddNothingTo() {
      Call.Identify call = identify("{ \"Email\" : \"own\" }", "{\"email\":\"other\"}");

      assertEquals("{ \"Email\" : \"own\" }", call.traits().sent().text());
      assertEquals(Set.of(), call.common().warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"x\"", "7", "[{\"a\":1}]"})
    void areAnObjectOrNone(String value) {
      assertEquals(Map.of(), identify("{}", value).traits().sent().members());
    }

    @Test
    void areTheUsersAndNoCompanys() {
      assertEquals(
          Map.of(),
          call(
                  Call.Group.class,
                  "{\"userId\":\"7\",\"groupId\":\"g\",\"context\":{\"traits\":{\"name\":\"Jo\"}}}")
              .traits()
              .sent()
              .members());
    }
  }

  @Nested
  class NestedTraits {
    private Map<String, String> contact(String traits) {
      return call(Call.Identify.class, "{\"userId\":\"7\",\"traits\":" + traits + "}")
          .traits()
          .reserved();
    }

    @Test
    void addressIsBroughtToSegmentsSpelling() {
      assertEquals(
          Map.of("address", "{\"city\":\"Bonn\",\"postalCode\":53111}"),
          contact("{\"Address\":{\"CITY\":\"Bonn\",\"zip\":53111,\"planet\":\"Earth\"}}"));
    }

    @Test
    void companyIsBroughtToSegmentsSpelling() {
      assertEquals(
          Map.of("company", "{\"name\":\"Acme\",\"id\":1,\"employeeCount\":2}"),
          contact("{\"company\":{\"employee_count\":2,\"ID\":1,\"Name\":\"Acme\",\"x\":3}}"));
    }

    @Test
    void companyAsTextIsItsName() {
      assertEquals(Map.of("company", "{\"name\":\"Acme\"}"), contact("{\"company\":\"Acme\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7"})
    void otherValuesStay(String value) {
      assertEquals(
          Map.of("address", value, "company", value),
          contact("{\"address\":%s,\"company\":%s}".formatted(value, value)));
    }
  }
}
