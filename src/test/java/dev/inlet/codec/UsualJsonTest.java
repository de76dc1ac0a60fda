package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualJsonTest {
  private static final int TEXTS = 20_000;

  private static List<Map.Entry<String, String>> inOrder(Map<String, String> members) {
    return new ArrayList<>(members.entrySet());
  }

  /** Whether it was taken; then the parser has to read the same. */
  private static boolean isTakenAsByTheParser(String text) {
    Map<String, String> members = UsualJson.members(text);
    if (members == null) {
      return false;
    }
    JsonObject parsed = Reading.value(Json.parsed(text, "Body"));
    assertEquals(inOrder(parsed.members()), inOrder(members), text);
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias", "delete", "group", "identify", "page", "screen", "track"})
  void callsThatSegmentSendsAreTaken(String sample) throws IOException {
    try (InputStream json =
        Objects.requireNonNull(getClass().getResourceAsStream("/samples/" + sample + ".json"))) {
      assertTrue(
          isTakenAsByTheParser(new String(json.readAllBytes(), StandardCharsets.UTF_8)), sample);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \n{ \"a\" :\t{ } , \"b\" : [ ] }\r\n",
        "{\"a\":1,\"b\":-0.50e+10,\"a\":\"again\"}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9 é 😀\",\"\":null}",
        "{\"a\":[{\"b\\n\":[true,false,null,-1,2E7]},[[]],{}]}"
      })
  void whatIsValidAndUsualIsTaken(String json) {
    assertTrue(isTakenAsByTheParser(json), json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}}",
        "{} {}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":truee}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12",
        "{\"a\":\"\t\"}",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":1}\u00a0",
        "{\"a\":/**/1}"
      })
  void whatIsNotValidIsLeftToTheParser(String json) {
    assertNull(UsualJson.members(json));
  }

  @Test
  void whatMayBeBeyondALimitIsLeftToTheParser() {
    String deep = "[".repeat(60) + "]".repeat(60);
    for (String value : List.of(deep, "1".repeat(101), "{\"" + "n".repeat(1_001) + "\":1}")) {
      String json = "{\"a\":" + value + "}";

      assertNull(UsualJson.members(json));
      assertEquals(value, Reading.object(json).members().get("a"));
    }
  }

  @Test
  void escapedNameIsLeftToTheParser() {
    String json = "{\"a\\u0062\\\"\":1}";

    assertNull(UsualJson.members(json));
    assertEquals(Map.of("ab\"", "1"), Reading.object(json).members());
  }

  @Test
  void nothingIsTakenThatTheParserDoesNotReadTheSame() {
    long seed = Long.getLong("seed", 11);
    var random = new Random(seed);
    var texts = new Texts(random);
    int valid = 0;
    int broken = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.object(4);
      assertNotNull(UsualJson.members(text), () -> "seed " + seed + ": " + text);
      valid += isTakenAsByTheParser(text) ? 1 : 0;
      broken += isTakenAsByTheParser(texts.broken(text)) ? 1 : 0;
    }

    assertEquals(TEXTS, valid);
    assertTrue(broken > TEXTS / 100 && broken < TEXTS, "seed %d: %d".formatted(seed, broken));
  }

  /** JSON that is valid, and that is not quite. */
  private record Texts(Random random) {
    private static final List<String> BLANKS = List.of("", "", "", " ", "\n", "\t ", "\r\n");
    private static final List<String> SIMPLE =
        List.of("null", "true", "false", "0", "-0", "12", "-3.25", "1e9", "0.5E-7", "\"\"");
    private static final List<String> PIECES =
        List.of("a", "Z", " ", "é", "😀", "\\n", "\\\\", "\\\"", "\\u00e4", "/", ":", "{", "]");
    private static final String INTERESTING = "\"\\{}[],:0123456789.eE+-tfnu \n\t\u0001\u00a0é";

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    private String blank() {
      return one(BLANKS);
    }

    String object(int depth) {
      var members = new ArrayList<String>();
      for (int i = random.nextInt(5); i > 0; i--) {
        String name = "abc".substring(random.nextInt(3)) + (random.nextBoolean() ? "" : " Né");
        members.add(blank() + '"' + name + '"' + blank() + ':' + value(depth - 1));
      }
      return blank() + "{" + blank() + String.join(",", members) + "}" + blank();
    }

    private String value(int depth) {
      return blank()
          + switch (depth > 0 ? random.nextInt(4) : random.nextInt(2)) {
            case 0 -> one(SIMPLE);
            case 1 -> text();
            case 2 -> object(depth).strip();
            default -> array(depth);
          }
          + blank();
    }

    private String array(int depth) {
      var elements = new ArrayList<String>();
      for (int i = random.nextInt(4); i > 0; i--) {
        elements.add(value(depth - 1));
      }
      return "[" + blank() + String.join(",", elements) + "]";
    }

    private String text() {
      var text = new StringBuilder("\"");
      for (int i = random.nextInt(6); i > 0; i--) {
        text.append(one(PIECES));
      }
      return text.append('"').toString();
    }

    String broken(String text) {
      var changed = new StringBuilder(text);
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        int at = random.nextInt(changed.length() + 1);
        char c = INTERESTING.charAt(random.nextInt(INTERESTING.length()));
        switch (at == changed.length() ? 0 : random.nextInt(3)) {
          case 0 -> changed.insert(at, c);
          case 1 -> changed.setCharAt(at, c);
          default -> changed.deleteCharAt(at);
        }
      }
      return changed.toString();
    }
  }
}
