package dev.inlet.account;

import static dev.inlet.codec.Reading.problem;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Warning;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsSchemaTest {
  private static final SettingsSchema UNDECLARED = new SettingsSchema(List.of());

  private static String encoded(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Settings read(SettingsSchema schema, String json) {
    return value(schema.read(List.of(encoded(json))));
  }

  private static String problemOf(SettingsSchema schema, String json) {
    String problem = problem(schema.read(List.of(encoded(json))));
    assertTrue(problem.length() <= 160, problem);
    return problem;
  }

  private static SettingsSchema declaring(SettingType type) {
    return new SettingsSchema(List.of(new SettingDefinition("size", type, false, null)));
  }

  @Nested
  class Header {
    @Test
    void documentationsExampleIsRead() {
      Settings settings =
          value(
              UNDECLARED.read(
                  List.of("eyJjdXN0b21TZXR0aW5nT25lIjoiY3VzdG9tIHNldHRpbmcgdmFsdWUifQ==")));

      assertEquals("custom setting value", settings.text("customSettingOne"));
    }

    @Test
    void documentationsMisprintedExampleIsRefused() {
      assertTrue(
          problem(
                  UNDECLARED.read(
                      List.of("eyJjdXN0b21TZXR0aW5nT251IjoiY3VzdG9tIHNIbHRpbmcgdmFsdWUiQ==")))
              .startsWith("X-Segment-Settings header "));
    }

    @Test
    void absentOrBlankMeansNoSettings() {
      assertEquals(Settings.NONE, value(UNDECLARED.read(List.of())));
      assertEquals(Settings.NONE, value(UNDECLARED.read(List.of(""))));
      assertEquals(Settings.NONE, value(UNDECLARED.read(List.of("  "))));
    }

    @Test
    void twoAreRefused() {
      assertEquals(
          "More than one X-Segment-Settings header: send exactly one",
          problem(UNDECLARED.read(List.of(encoded("{}"), encoded("{}")))));
    }

    @Test
    void paddingAndAlphabetAreFree() {
      byte[] json = "{\"a\":\"???>>>\"}".getBytes(StandardCharsets.UTF_8);
      String url = Base64.getUrlEncoder().withoutPadding().encodeToString(json);

      assertEquals("???>>>", value(UNDECLARED.read(List.of(" " + url + " "))).text("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":1}", "%", "a", "e30=e30="})
    void plainTextIsRefused(String header) {
      assertEquals(
          "X-Segment-Settings header is not valid base64: it must be base64 of a JSON object",
          problem(UNDECLARED.read(List.of(header))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "segment", "listId", "c2VnbWVudDo=", "/w=="})
    void plainTextThatHappensToBeBase64IsRefusedInTheSameWords(String header) {
      assertEquals(
          "X-Segment-Settings header must be base64 of a JSON object",
          problem(UNDECLARED.read(List.of(header))));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            []       | must be a JSON object, not an array
            "a"      | must be a JSON object, not a string
            null     | must be a JSON object, not null
            {"a":1}x | is not valid JSON at line 1, column 8
            {"a"     | ends before its JSON is complete, at line 1, column 5
            """)
    void otherJsonIsRefused(String json, String message) {
      assertEquals("X-Segment-Settings header " + message, problemOf(UNDECLARED, json));
    }

    @Test
    void otherEncodingsAreRefused() {
      String latin =
          Base64.getEncoder().encodeToString("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1));

      assertEquals(
          "X-Segment-Settings header is not valid UTF-8", problem(UNDECLARED.read(List.of(latin))));
    }

    @Test
    void sizeIsBounded() {
      String longest = "{\"a\":\"" + "x".repeat(SettingsSchema.MAX_BYTES - 8) + "\"}";

      assertEquals(1, read(UNDECLARED, longest).values().size());
      assertEquals(
          "X-Segment-Settings header holds more than 16384 bytes",
          problemOf(UNDECLARED, longest + " "));
    }
  }

  @Nested
  class Types {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            STRING   | "7"
            SELECT   | "large"
            BOOLEAN  | true
            BOOLEAN  | false
            NUMBER   | 7
            NUMBER   | -1.5e3
            NUMBER   | 0
            STRING   | "0"
            ARRAY    | [1,"a",0,false]
            MAP      | {"a":[1]}
            MAP      | {"a":[1],"b":"","":null}
            TEXT_MAP | {"a":"b"}
            """)
    void fittingValuesAreKeptAsSent(SettingType type, String json) {
      assertEquals(Map.of("size", json), read(declaring(type), "{\"size\":" + json + "}").values());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            STRING   | 7         | a string
            STRING   | ["x"]     | a string
            SELECT   | true      | a string
            BOOLEAN  | "true"    | true or false
            BOOLEAN  | 1         | true or false
            NUMBER   | "7"       | a number
            NUMBER   | true      | a number
            ARRAY    | {"a":1}   | a list
            ARRAY    | "a"       | a list
            MAP      | [1]       | an object
            MAP      | "{}"      | an object
            TEXT_MAP | ["a"]     | an object whose values are strings
            TEXT_MAP | {"a":1}   | an object whose values are strings
            NUMBER   | "0"       | a number
            """)
    void othersAreRefused(SettingType type, String json, String expectation) {
      assertEquals(
          "X-Segment-Settings: setting size must be " + expectation,
          problemOf(declaring(type), "{\"size\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource({
      "string, STRING",
      "Boolean, BOOLEAN",
      "text-map, TEXT_MAP",
      "TEXT_MAP, TEXT_MAP",
      "map, MAP"
    })
    void areNamedAsInTheSettingsEditor(String name, SettingType type) {
      assertEquals(type, SettingType.named(name).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "textmap", "password", "strings"})
    void haveNoOtherNames(String name) {
      assertTrue(SettingType.named(name).isEmpty());
    }
  }

  @Nested
  class LeftBlank {
    private static final String BLANK =
        "\"\"|\" \\t\"|[]|{}|[\"\"]|[null,\" \",[]]|{\"\":\"\"}|{\"a\":null}";

    private static SettingsSchema with(
        SettingType type, boolean required, @Nullable String standIn) {
      return new SettingsSchema(List.of(new SettingDefinition("size", type, required, standIn)));
    }

    @ParameterizedTest
    @EnumSource
    void areNotSetWhateverTheirType(SettingType type) {
      for (String blank : BLANK.split("\\|")) {
        Settings settings = read(with(type, false, null), "{\"SIZE\":%s,\"a\":1}".formatted(blank));

        assertEquals(Map.of("a", "1"), settings.values(), blank);
        assertEquals(Set.of(Warning.SETTING_BLANK), settings.warnings(), blank);
      }
    }

    @ParameterizedTest
    @EnumSource
    void areMissingWhenTheyAreRequired(SettingType type) {
      for (String blank : BLANK.split("\\|")) {
        assertEquals(
            "X-Segment-Settings: setting size is missing",
            problemOf(with(type, true, null), "{\"size\":" + blank + "}"),
            blank);
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            STRING   | ""  | "eu"
            SELECT   | " " | "eu"
            BOOLEAN  | ""  | true
            NUMBER   | ""  | 50
            NUMBER   | 0   | 50
            NUMBER   | 0.0 | 50
            ARRAY    | 0   | ["a"]
            MAP      | []  | {"a":1}
            TEXT_MAP | ""  | {"a":"b"}
            """)
    void leaveTheDefaultInForce(SettingType type, String blank, String standIn) {
      assertEquals(
          Map.of("size", standIn),
          read(with(type, false, standIn), "{\"size\":" + blank + "}").values());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            STRING   | 0
            STRING   | false
            SELECT   | 0
            BOOLEAN  | 0
            ARRAY    | false
            MAP      | 0
            TEXT_MAP | false
            """)
    void includeWhatStandsForNothingInAnotherType(SettingType type, String value) {
      assertEquals(Map.of(), read(with(type, false, null), "{\"size\":" + value + "}").values());
    }

    @Test
    void zeroAndFalseAreValues() {
      assertEquals(
          "0", read(with(SettingType.NUMBER, true, null), "{\"size\":0}").values().get("size"));
      assertEquals(
          "false",
          read(with(SettingType.BOOLEAN, true, "true"), "{\"size\":false}").values().get("size"));
    }

    @Test
    void blankElementsAndMembersAreLeftOut() {
      assertEquals(
          "[\"a\", \"b\",1.10]".replace(" ", ""),
          read(declaring(SettingType.ARRAY), "{\"size\":[\"a\",\"\",\"b\",null,1.10,\" \"]}")
              .values()
              .get("size"));
      Settings mapped =
          read(
              UNDECLARED,
              "{\"traitMappings\":{\"Mobil\":\"phone\",\"\":\"email\",\"mail\":\"\",\"x\":null}}");
      assertEquals(Map.of("Mobil", "phone"), mapped.traitMappings());
      assertEquals(Set.of(Warning.SETTING_BLANK), mapped.warnings());
    }

    @Test
    void undeclaredOnesAreLeftOutTooAndOthersStayAsSent() {
      assertEquals(
          Map.of("list", "[\"a\",\"\"]", "zero", "0", "no", "false"),
          read(
                  UNDECLARED,
                  "{\"color\":\"\",\"empty\":[],\"list\":[\"a\",\"\"],\"zero\":0,\"no\":false,\"m\":{}}")
              .values());
    }

    @Test
    void blankSpellingHidesNoOther() {
      assertEquals(
          Map.of("size", "\"eu\""),
          read(declaring(SettingType.STRING), "{\"size\":\"\",\"SIZE\":\"eu\"}").values());
    }

    @Test
    void nullAndFilledOnesAreNoReasonToWarn() {
      assertEquals(
          Set.of(), read(UNDECLARED, "{\"a\":null,\"requireEmail\":false,\"b\":\"x\"}").warnings());
    }
  }

  @Nested
  class DeclaredSettings {
    private final SettingsSchema schema =
        new SettingsSchema(
            List.of(
                new SettingDefinition("region", SettingType.STRING, true, null),
                new SettingDefinition("pageSize", SettingType.NUMBER, false, "50")));

    @Test
    void requiredOneMustBeThere() {
      String missing = "X-Segment-Settings: setting region is missing";

      assertEquals(missing, problemOf(schema, "{}"));
      assertEquals(missing, problemOf(schema, "{\"region\":null}"));
      assertEquals(missing, problem(schema.read(List.of())), "without any header");
    }

    @Test
    void defaultStandsInForAnAbsentOne() {
      assertEquals("50", read(schema, "{\"region\":\"eu\"}").values().get("pageSize"));
      assertEquals(
          "50", read(schema, "{\"region\":\"eu\",\"pageSize\":null}").values().get("pageSize"));
      assertEquals(
          "7", read(schema, "{\"region\":\"eu\",\"pageSize\":7}").values().get("pageSize"));
    }

    @Test
    void protocolWithoutSettingsHasTheDefaultsAndIsAskedForNothing() {
      assertEquals(Map.of("pageSize", "50"), schema.defaults().values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"region", "REGION", "Re-gion", "re gion"})
    void nameIsFoundInAnyCasing(String name) {
      assertEquals(
          Map.of("region", "\"eu\"", "pageSize", "50"),
          read(schema, "{\"" + name + "\":\"eu\"}").values());
    }

    @Test
    void canonicalSpellingWinsThenTheLast() {
      assertEquals("eu", read(schema, "{\"region\":\"eu\",\"Region\":\"us\"}").text("region"));
      assertEquals("eu", read(schema, "{\"Region\":\"us\",\"region\":\"eu\"}").text("region"));
      assertEquals("eu", read(schema, "{\"Region\":\"us\",\"REGION\":\"eu\"}").text("region"));
    }

    @Test
    void undeclaredOnesAreKeptAsSent() {
      assertEquals(
          Map.of("Color Scheme", "{\"a\": 1.10}", "region", "\"eu\"", "pageSize", "50"),
          read(schema, "{\"Color Scheme\":{\"a\": 1.10},\"region\":\"eu\",\"none\":null}")
              .values());
    }

    @Test
    void settingsReadTheSameFromTheirOwnJson() {
      Settings settings =
          read(schema, "{\"REGION\":\"e\\\"u\",\"n\":9007199254740993,\"list\":[ 1.10 ]}");

      assertEquals(settings, Settings.fromJson(settings.toJson()));
      assertEquals("{}", Settings.NONE.toJson());
    }
  }

  @Nested
  class BuiltInSettings {
    @Test
    void emailIsRequiredOnlyOnRequest() {
      assertTrue(read(UNDECLARED, "{\"requireEmail\":true}").requireEmail());
      assertTrue(read(UNDECLARED, "{\"Require Email\":true}").requireEmail());
      assertFalse(read(UNDECLARED, "{\"requireEmail\":false}").requireEmail());
      assertFalse(read(UNDECLARED, "{\"requireEmail\":null}").requireEmail());
      assertFalse(Settings.NONE.requireEmail());
      assertEquals(
          "X-Segment-Settings: setting requireEmail must be true or false",
          problemOf(UNDECLARED, "{\"requireEmail\":\"true\"}"));
    }

    @Test
    void eventsAreAllStoredUnlessListed() {
      Settings some = read(UNDECLARED, "{\"events\":[\"Paid\",7,\"S\\u00e4\"]}");

      assertTrue(Settings.NONE.stores("Paid"));
      assertTrue(some.stores("Paid"));
      assertTrue(some.stores("S\u00e4"));
      assertFalse(some.stores("7"));
      assertFalse(some.stores("Clicked"));
      for (String blank : List.of("[]", "[\"\"]", "\"\"", "{}", "[\" \",null]")) {
        assertTrue(read(UNDECLARED, "{\"events\":" + blank + "}").stores("Paid"), blank);
        assertTrue(new Settings(Map.of("events", blank)).stores("Paid"), "read before: " + blank);
      }
      assertEquals(
          "X-Segment-Settings: setting events must be a list",
          problemOf(UNDECLARED, "{\"events\":\"Paid\"}"));
    }

    @Test
    void traitMappingsLeadToContactFields() {
      assertEquals(
          Map.of("Mobil", "phone", "PLZ", "zip"),
          read(UNDECLARED, "{\"traitMappings\":{\"Mobil\":\"phone\",\"PLZ\":\"zip\"}}")
              .traitMappings());
      assertEquals(Map.of(), Settings.NONE.traitMappings());
    }

    @Test
    void traitMappingToAnUnknownFieldIsRefused() {
      assertEquals(
          "X-Segment-Settings: traitMappings names a contact field that does not exist",
          problemOf(UNDECLARED, "{\"traitMappings\":{\"Mobil\":\"telefon\"}}"));
      assertEquals(
          "X-Segment-Settings: setting traitMappings must be an object whose values are strings",
          problemOf(UNDECLARED, "{\"traitMappings\":{\"Mobil\":1}}"));
    }
  }

  @Nested
  class TypedReading {
    private final Settings settings =
        new Settings(
            Map.of(
                "text",
                "\"a\"",
                "yes",
                "true",
                "list",
                "[\"a\",1,\"b\"]",
                "map",
                "{\"a\":\"b\",\"c\":1}"));

    @Test
    void valuesOfTheTypeAreGiven() {
      assertEquals("a", settings.text("text"));
      assertTrue(settings.isTrue("yes"));
      assertEquals(List.of("a", "b"), settings.texts("list"));
      assertEquals(Map.of("a", "b"), settings.textMap("map"));
    }

    @Test
    void valuesOfAnotherTypeAreNotThere() {
      assertNull(settings.text("yes"));
      assertNull(settings.text("absent"));
      assertFalse(settings.isTrue("text"));
      assertFalse(settings.isTrue("absent"));
      assertEquals(List.of(), settings.texts("map"));
      assertEquals(List.of(), settings.texts("absent"));
      assertEquals(Map.of(), settings.textMap("list"));
      assertEquals(Map.of(), settings.textMap("absent"));
    }
  }
}
