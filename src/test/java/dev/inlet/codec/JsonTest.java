package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.parsed;
import static dev.inlet.codec.Reading.problem;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static String slice(String value) {
    return Objects.requireNonNull(
        object("{\"before\":[1],\"x\":" + value + ",\"after\":\"}\"}").members().get("x"));
  }

  @Nested
  class WhatIsNoObject {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            [1]     | Body must be a JSON object, not an array
            []      | Body must be a JSON object, not an array
            "a"     | Body must be a JSON object, not a string
            null    | Body must be a JSON object, not null
            12      | Body must be a JSON object, not a number
            -1.5    | Body must be a JSON object, not a number
            true    | Body must be a JSON object, not a boolean
            false   | Body must be a JSON object, not a boolean
            """)
    void topLevelValueIsNamed(String json, String message) {
      assertEquals(message, problem(parsed(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void nothingIsCalledEmpty(String json) {
      assertEquals("Body is empty; a JSON object is expected", problem(parsed(json)));
    }

    @Test
    void problemNamesTheDocument() {
      assertEquals(
          "Header must be a JSON object, not an array",
          problem(Json.object("[]".getBytes(StandardCharsets.UTF_8), "Header")));
    }
  }

  @Nested
  class WhatIsNoJson {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"a\":NaN}",
          "{\"a\":Infinity}",
          "{\"a\":-Infinity}",
          "{\"a\":01}",
          "{\"a\":-01}",
          "{\"a\":+1}",
          "{\"a\":.5}",
          "{\"a\":5.}",
          "{\"a\":1e}",
          "{\"a\":0x10}",
          "{\"a\":1,}",
          "{\"a\":[1,]}",
          "{,\"a\":1}",
          "{\"a\" 1}",
          "{\"a\":1 \"b\":2}",
          "{a:1}",
          "{'a':1}",
          "{\"a\":'b'}",
          "{/* comment */}",
          "{} // comment",
          "{\"a\":1} # comment",
          "{\"a\":\"\n\"}",
          "{\"a\":\"\t\"}",
          "{\"a\":\"\0\"}",
          "{\"a\":\"\\x\"}",
          "{\"a\":\"\\u12g4\"}",
          "{\"a\":True}",
          "{\"a\":nul}",
          "{\"a\":[}",
          "{\"a\":[1}}",
          "}",
          "hello",
          "\uFEFF\uFEFF{}"
        })
    void isRefusedWithItsPlace(String json) {
      String problem = problem(parsed(json));

      assertTrue(problem.matches("Body is not valid JSON at line 1, column \\d+"), problem);
    }

    @Test
    void placeCountsLinesAndColumnsFromOne() {
      assertEquals(
          "Body is not valid JSON at line 3, column 8",
          problem(parsed("{\n\"a\": 1,\n  \"b\": x}")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            {            | 1, column 2
            {"a"         | 1, column 5
            {"a":1       | 1, column 7
            {"a":"abc    | 1, column 10
            {"a":[1,2    | 1, column 10
            {"a":{"b":{} | 1, column 13
            """)
    void endTooEarlyIsCalledSo(String json, String place) {
      assertEquals(
          "Body ends before its JSON is complete, at line " + place, problem(parsed(json)));
    }

    @Test
    void endTooEarlyIsFoundInItsLine() {
      assertEquals(
          "Body ends before its JSON is complete, at line 3, column 9",
          problem(parsed("{\n\"a\": 1,\n  \"b\": \"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{\"a\":tru", "{\"a\":1,", "{\"a\":1.", "{\"a\":\"\\u00"})
    void anyOtherCutIsRefusedToo(String json) {
      assertTrue(problem(parsed(json)).matches("Body .* at line 1, column \\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{} {}", "{}\n[]", "{}null", "{} \"a\"", "{}1"})
    void secondDocumentIsRefused(String json) {
      assertEquals(
          "Body continues after its JSON object, at line 1, column 3", problem(parsed(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}x", "{}}", "{}]", "{},", "{}\0", "{}\n;"})
    void trailingBytesAreRefused(String json) {
      assertTrue(problem(parsed(json)).startsWith("Body is not valid JSON at line "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n", " {} ", "\r\n{}\r\n\t"})
    void whitespaceAroundIsFine(String json) {
      assertEquals(0, object(json).members().size());
    }
  }

  @Nested
  class Bytes {
    private String problemOf(int... bytes) {
      byte[] body = new byte[bytes.length + 8];
      System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.UTF_8), 0, body, 0, 6);
      for (int i = 0; i < bytes.length; i++) {
        body[6 + i] = (byte) bytes[i];
      }
      body[body.length - 2] = '"';
      body[body.length - 1] = '}';
      return problem(Json.object(body, "Body"));
    }

    @Test
    void invalidUtf8IsRefused() {
      assertAll(
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xFF), "no such byte"),
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xE4), "Latin-1"),
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xC0, 0x80), "overlong NUL"),
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xE2, 0x82), "cut short"),
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xED, 0xA0, 0x80), "surrogate"),
          () -> assertEquals("Body is not valid UTF-8", problemOf(0xF4, 0x90, 0x80, 0x80), "high"));
    }

    @Test
    void byteOrderMarkIsDropped() {
      assertEquals("{\"a\":1}", object("\uFEFF{\"a\":1}").text());
      assertEquals("1", object("\uFEFF{\"a\":1}").members().get("a"));
    }

    @Test
    void utf16IsRefused() {
      assertTrue(
          problem(Json.object("{}".getBytes(StandardCharsets.UTF_16LE), "Body"))
              .startsWith("Body is not valid JSON"));
    }
  }

  @Nested
  class Limits {
    private static final String MESSAGE =
        "Body nests too deeply or holds too long a number or name, at line 1, column ";

    @Test
    void hundredLevelsAreRead() {
      String arrays = "[".repeat(99) + "]".repeat(99);

      assertEquals(arrays, object("{\"a\":" + arrays + "}").members().get("a"));
      assertEquals(1, object("{\"a\":".repeat(99) + "{}" + "}".repeat(99)).members().size());
    }

    @Test
    void hundredAndOneLevelsAreRefused() {
      String arrays = "[".repeat(100) + "]".repeat(100);

      assertTrue(problem(parsed("{\"a\":" + arrays + "}")).startsWith(MESSAGE));
      assertTrue(
          problem(parsed("{\"a\":".repeat(100) + "{}" + "}".repeat(100))).startsWith(MESSAGE));
    }

    @Test
    void hundredThousandLevelsAreRefusedToo() {
      assertTrue(problem(parsed("{\"a\":" + "[".repeat(100_000))).startsWith(MESSAGE));
    }

    @Test
    void numberOfThousandDigitsIsRead() {
      String number = "1".repeat(1_000);

      assertEquals(number, slice(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "{\"b\":%s}", "-%s", "0.%s", "1e%s"})
    void longerNumberIsRefused(String value) {
      String number = value.formatted("1".repeat(1_001));

      assertTrue(problem(parsed("{\"a\":" + number + "}")).startsWith(MESSAGE));
    }

    @Test
    void nameOf50000CharactersIsTheLongest() {
      String longest = "n".repeat(50_000);

      assertEquals("1", object("{\"" + longest + "\":1}").members().get(longest));
      assertTrue(problem(parsed("{\"" + longest + "n\":1}")).startsWith(MESSAGE));
    }

    @Test
    void longStringIsRead() {
      String text = "\"" + "x".repeat(400_000) + "\"";

      assertEquals(text, slice(text));
    }
  }

  @Nested
  class WhatCannotBeStored {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"a\":\"\\u0000\"}",
          "{\"a\":\"x\\u0000y\"}",
          "{\"\\u0000\":1}",
          "{\"a\":{\"b\":[\"\\u0000\"]}}",
          "{\"a\":\"\\\\\\u0000\"}",
          "{\"a\":\"\\n\\u0000\"}"
        })
    void nulIsRefusedWhereverItStands(String json) {
      String problem = problem(parsed(json));

      assertTrue(
          problem.startsWith("Body holds \\u0000, which cannot be stored, at line 1, column "),
          problem);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"a\":\"\\ud83d\"}",
          "{\"a\":\"\\uD83D\"}",
          "{\"a\":\"\\ude00\"}",
          "{\"a\":\"\\ude00\\ud83d\"}",
          "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
          "{\"a\":\"\\ud83d\\ude00\\ude00\"}",
          "{\"a\":\"\\ud83dx\\ude00\"}",
          "{\"a\":\"\\ud83d\\\\ude00\"}",
          "{\"a\":\"\\ud83d\\n\"}",
          "{\"\\ud83d\":1}",
          "{\"\\ude00\":1}",
          "{\"a\":[{\"\\ude00\\ud83d\":1}]}"
        })
    void halfASurrogatePairIsRefusedWhereverItStands(String json) {
      String problem = problem(parsed(json));

      assertTrue(
          problem.startsWith(
              "Body holds half a surrogate pair, which cannot be stored, at line 1, column "),
          problem);
    }

    @Test
    void placeIsThatOfTheEscape() {
      assertEquals(
          "Body holds \\u0000, which cannot be stored, at line 2, column 7",
          problem(parsed("{\n \"a\":\"\\u0000\"}")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"\\ud83d\\ude00\"",
          "\"\\uD83D\\uDE00\\ud83d\\ude00\"",
          "\"\\\\u0000\"",
          "\"\\\\ud83d\"",
          "\"\\\\\\\\u0000\"",
          "\"\\u0001\"",
          "\"\\ud7ff\\ue000\"",
          "\"u0000\"",
          "\"\\\"u0000\""
        })
    void whatOnlyLooksLikeItIsKept(String value) {
      assertEquals(value, slice(value));
    }

    @Test
    void escapedBackslashBeforeU0000IsText() {
      assertEquals("\\u0000", Json.text(slice("\"\\\\u0000\"")));
    }
  }

  @Nested
  class ExactValues {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "9007199254740993",
          "1.10",
          "1e400",
          "-0",
          "-0.0",
          "0E-7",
          "1E+2",
          "123456789012345678901234567890.123456789012345678901234567890",
          "[1, [2.50,[ ] ] ,{\"b\" : 9007199254740993}]",
          "{ \"b\" :\n[1.10, null]}",
          "[]",
          "{}",
          "\"\"",
          "\" padded \"",
          "\"}],{[\"",
          "\"\uD83D\uDE00 raw\"",
          "\"\\ud83d\\ude00 escaped\"",
          "\"a\\/b \\\"c\\\" \\u00e4\"",
          "\"e\u0301 is not \u00e9\"",
          "\"\u2028\u00a0\"",
          "true",
          "false",
          "null"
        })
    void comeBackAsSent(String value) {
      assertAll(
          () -> assertEquals(value, slice(value)),
          () -> assertEquals(value, object("{\"x\":" + value + "}").members().get("x")),
          () -> assertEquals(value, slice("\t\r\n " + value + " \n\t")),
          () -> assertEquals(List.of(value, value), elementsOf("[" + value + " , " + value + "]")));
    }

    private List<String> elementsOf(String array) {
      return Json.elements(slice(array));
    }

    @Test
    void wholeTextIsKept() {
      String json = " {\"b\" : 1.10,\n\t\"a\":[ ]}  ";

      assertEquals(json, object(json).text());
    }

    @Test
    void membersKeepTheirOrderAndNames() {
      JsonObject object = object("{\"z\":1,\"A b\":2,\"\":3,\"\\u00e4\\n\":4}");

      assertEquals(List.of("z", "A b", "", "\u00e4\n"), List.copyOf(object.members().keySet()));
    }

    @Test
    void emptyArrayHasNoElements() {
      assertEquals(List.of(), Json.elements("[ ]"));
    }

    @Test
    void membersCannotBeChanged() {
      assertThrows(
          UnsupportedOperationException.class, () -> object("{\"a\":1}").members().remove("a"));
    }
  }

  @Nested
  class DuplicateNames {
    @Test
    void lastOneCounts() {
      assertEquals("3", object("{\"a\":1,\"b\":2,\"a\":3}").members().get("a"));
      assertEquals("null", object("{\"a\":1,\"a\":null}").members().get("a"));
    }

    @Test
    void lastOneIsAlsoLastInOrder() {
      assertEquals(
          List.of("b", "a"), List.copyOf(object("{\"a\":1,\"b\":2,\"a\":3}").members().keySet()));
    }

    @Test
    void sameNameInOtherSpellingOfEscapesIsTheSame() {
      assertEquals("2", object("{\"a\":1,\"\\u0061\":2}").members().get("a"));
    }
  }

  @Nested
  class LargeDocuments {
    @ParameterizedTest
    @ValueSource(ints = {3_990, 4_000, 8_000, 16_384, 32_768, 65_536, 131_072})
    void slicesAreRightAroundEveryBufferBoundary(int boundary) {
      for (int shift = -12; shift <= 12; shift++) {
        String filler = "\"" + "\u00e4".repeat(boundary + shift) + "\"";
        JsonObject object =
            object(
                "{\"filler\":%s,\"number\":9007199254740993,\"list\":[1.10 ,\"\uD83D\uDE00\"],\"z\":\"\\n\"}"
                    .formatted(filler));

        assertEquals(filler, object.members().get("filler"), "shift " + shift);
        assertEquals("9007199254740993", object.members().get("number"), "shift " + shift);
        assertEquals("[1.10 ,\"\uD83D\uDE00\"]", object.members().get("list"), "shift " + shift);
        assertEquals("\"\\n\"", object.members().get("z"), "shift " + shift);
      }
    }

    @Test
    void thousandsOfMembersAreEachExact() {
      var members = new LinkedHashMap<String, String>();
      for (int i = 0; i < 10_000; i++) {
        members.put("name " + i, i % 3 == 0 ? i + ".10" : "[\"\uD83D\uDE00\", " + i + " ]");
      }

      assertEquals(members, object(Json.write(members)).members());
    }
  }

  @Nested
  class Texts {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\"\\\b\f\n\r\t", "\uD83D\uDE00", "\u2028", "</script>"})
    void quotedTextReadsBackTheSame(String text) {
      String quoted = Json.quote(text);

      assertEquals(text, Json.text(quoted));
      assertEquals(quoted, slice(quoted));
    }

    @Test
    void controlCharactersAreEscaped() {
      assertEquals("\"\\u0001\\n\"", Json.quote("\u0001\n"));
    }

    @Test
    void escapesAreUnescaped() {
      assertEquals("a\"/\u00e4\uD83D\uDE00", Json.text("\"a\\\"\\/\\u00e4\\ud83d\\ude00\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "[\"a\"]", "{\"a\":\"b\"}"})
    void otherValuesAreNoText(String value) {
      assertNull(Json.text(value));
    }

    @Test
    void nothingIsNoText() {
      assertNull(Json.text(null));
    }
  }

  @Nested
  class Numbers {
    @Test
    void keepEveryDigit() {
      assertEquals(new BigDecimal("9007199254740993"), Json.number("9007199254740993"));
      assertEquals(new BigDecimal("-1.10"), Json.number("-1.10"));
      assertEquals(new BigDecimal("1e400"), Json.number("1e400"));
    }

    @Test
    void endlessExponentIsNoNumber() {
      assertNull(Json.number("1e99999999999"));
      assertNull(Json.number("1e-99999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "null", "true", "[1]", "{}"})
    void otherValuesAreNoNumbers(String value) {
      assertNull(Json.number(value));
      assertFalse(Json.isNumber(value));
    }

    @Test
    void nothingIsNoNumber() {
      assertNull(Json.number(null));
    }
  }

  @Nested
  class Written {
    @Test
    void namesAreQuotedAndValuesLeft() {
      var members = new LinkedHashMap<String, String>();
      members.put("a \"b\"", "1.10");
      members.put("c", "[ 1 ]");

      assertEquals("{\"a \\\"b\\\"\":1.10,\"c\":[ 1 ]}", Json.write(members));
    }

    @Test
    void nothingIsTheEmptyObject() {
      assertEquals("{}", Json.write(new LinkedHashMap<>()));
    }
  }
}
