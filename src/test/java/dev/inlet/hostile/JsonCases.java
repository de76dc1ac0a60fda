package dev.inlet.hostile;

import static dev.inlet.hostile.Head.joined;
import static dev.inlet.hostile.Head.utf8;
import static dev.inlet.hostile.HostileCase.body;
import static dev.inlet.hostile.HostileCase.identify;
import static dev.inlet.hostile.HostileCase.json;
import static dev.inlet.hostile.Verdict.DOCUMENTED;
import static dev.inlet.hostile.Verdict.MALFORMED;
import static dev.inlet.hostile.Verdict.TAKEN;
import static dev.inlet.hostile.Verdict.takenIf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies that are no JSON, nearly JSON, or more than JSON. */
final class JsonCases {
  private static final List<String> VALUES =
      List.of("null", "true", "-1.5", "1e400", "\"\"", "\"x\"", "[]", "[{}]", "{}", "{\"a\":[]}");
  private static final List<String> FIELDS =
      List.of(
          "userId",
          "anonymousId",
          "messageId",
          "type",
          "traits",
          "context",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "receivedAt",
          "integrations",
          "version");

  private JsonCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(
            truncated(),
            trailing(),
            leading(),
            notObjects(),
            notation(),
            numbers(),
            depths(),
            fields())
        .flatMap(cases -> cases);
  }

  private static byte[] sample(String id) {
    return utf8(
        "{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"a\":[1,-2.5e3,\"é\\n\\u20ac\",null,true,{\"b\":{}}]},\"context\":{\"ip\":\"192.0.2.8\"}}"
            .formatted(id));
  }

  private static String withTrait(String id, String value) {
    return "{\"type\":\"identify\",\"userId\":\"" + id + "\",\"traits\":{\"a\":" + value + "}}";
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static Stream<HostileCase> truncated() {
    return IntStream.range(0, sample("h00000").length)
        .mapToObj(
            length ->
                body(
                    "cut after " + length + " bytes",
                    MALFORMED,
                    id -> Arrays.copyOf(sample(id), length)));
  }

  private static Stream<HostileCase> trailing() {
    Stream<HostileCase> bytes =
        IntStream.range(0, 256)
            .mapToObj(
                b ->
                    body(
                        "followed by byte " + b,
                        takenIf(isSpace(b)),
                        id -> joined(utf8(identify(id)), new byte[] {(byte) b})));
    Stream<HostileCase> documents =
        Stream.of(
                "{}",
                "[]",
                "null",
                "1",
                "\"\"",
                "//",
                "/**/",
                "#",
                ",",
                "}",
                "\n{\"type\":1}",
                " x",
                "\\u0020",
                "\u00a0",
                "\u2028",
                "\ufeff",
                "true",
                "NaN")
            .map(more -> json("followed by " + more, MALFORMED, id -> identify(id) + more));
    Stream<HostileCase> twice =
        Stream.of("", " ", "\n", ",", "\u001e")
            .map(gap -> json("twice", MALFORMED, id -> identify(id) + gap + identify(id)));
    return Stream.of(bytes, documents, twice).flatMap(cases -> cases);
  }

  private static Stream<HostileCase> leading() {
    return IntStream.range(0, 256)
        .mapToObj(
            b ->
                body(
                    "preceded by byte " + b,
                    takenIf(isSpace(b)),
                    id -> joined(new byte[] {(byte) b}, utf8(identify(id)))));
  }

  private static Stream<HostileCase> notObjects() {
    return Stream.of(
            "",
            " ",
            "null",
            "true",
            "1",
            "\"{}\"",
            "[]",
            "[{\"type\":\"identify\",\"userId\":\"x\"}]",
            "{}",
            "type=identify",
            "<identify/>",
            "a: b",
            "{\"type\"}",
            "{type:\"identify\"}")
        .map(text -> json("instead of an object: " + text, MALFORMED, id -> text));
  }

  private static Stream<HostileCase> notation() {
    Stream<HostileCase> bad =
        Stream.of(
                "'x'",
                "[1,]",
                "[,1]",
                "{\"b\":1,}",
                "{'b':1}",
                "{b:1}",
                "[1 2]",
                "{\"b\" 1}",
                "{\"b\"::1}",
                "/*c*/1",
                "1//c",
                "#c",
                "True",
                "NULL",
                "nul",
                "undefined",
                "[",
                "]",
                "{",
                "[}",
                "{]",
                "`x`",
                "x",
                "\"a\nb\"",
                "\"\\x41\"",
                "\"\\u004\"",
                "\"\\u{41}\"",
                "\"\\U00000041\"",
                "\"\\\"",
                "\"\\u00g0\"",
                "\"\\u0000\"",
                "\"a\\u0000b\"")
            .map(value -> json("the value " + value, MALFORMED, id -> withTrait(id, value)));
    Stream<HostileCase> names =
        Stream.of(
                "",
                " ",
                "a b",
                "__proto__",
                "constructor",
                "$where",
                "a.b",
                "a\\u0062",
                "\\ud83d\\ude00",
                "'; DROP TABLE contact; --",
                "${7*7}",
                "{{7*7}}",
                "%s%n",
                "../..",
                "\\u202e",
                "type",
                "userId")
            .map(
                name ->
                    json(
                        "the trait " + name,
                        TAKEN,
                        id -> identify(id).replace("}", ",\"traits\":{\"" + name + "\":1}}")));
    Stream<HostileCase> doubled =
        Stream.of(
                "\"userId\":\"%s\"",
                "\"USERID\":\"another\"",
                "\"traits\":{},\"traits\":{\"a\":1,\"a\":2}",
                "\"context\":{},\"Context\":null")
            .map(
                more ->
                    json(
                        "twice " + more,
                        TAKEN,
                        id -> identify(id).replace("}", "," + more.replace("%s", id) + "}")));
    return Stream.of(bad, names, doubled).flatMap(cases -> cases);
  }

  private static Stream<HostileCase> numbers() {
    Stream<HostileCase> good =
        Stream.of(
                "0",
                "-0",
                "0.0",
                "-0.0e0",
                "1E1",
                "1e+1",
                "1e-1",
                "1.7976931348623157e309",
                "5e-324",
                "1e-400",
                "1e400",
                "1e999999999",
                "1e-999999999",
                "1e2147483648",
                "1e99999999999999999999",
                "9007199254740993",
                "18446744073709551616",
                "0.1000000000000000055511151231257827",
                "9".repeat(999),
                "9".repeat(1_000),
                "-" + "9".repeat(999),
                "0." + "3".repeat(990))
            .map(number -> json("the number " + shown(number), TAKEN, id -> withTrait(id, number)));
    Stream<HostileCase> bad =
        Stream.of(
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "+1",
                "+",
                "-",
                "01",
                "-01",
                "00",
                "1.",
                ".1",
                "-.1",
                "1.e1",
                "1e",
                "1e+",
                "1ee1",
                "0x10",
                "1_000",
                "1,000",
                "1f",
                "1L",
                "1d",
                "٣",
                "１",
                "½",
                "1 0",
                "--1",
                "1-1",
                "1.1.1",
                "inf",
                "9".repeat(1_001),
                "9".repeat(10_000),
                "9".repeat(400_000),
                "0." + "3".repeat(10_000),
                "1e" + "9".repeat(10_000))
            .map(
                number ->
                    json("the number " + shown(number), MALFORMED, id -> withTrait(id, number)));
    return Stream.concat(good, bad);
  }

  private static String shown(String number) {
    return number.length() <= 30 ? number : number.substring(0, 30) + "… of " + number.length();
  }

  private static Stream<HostileCase> depths() {
    return Stream.of(1, 10, 97, 98, 99, 100, 101, 1_000, 10_000, 100_000)
        .flatMap(
            levels ->
                Stream.of("[|]", "{\"b\":|}", "[{\"b\":|}]", "[")
                    .map(
                        pair -> {
                          boolean closed = pair.contains("|");
                          int each = pair.startsWith("[{") ? 2 : 1;
                          String[] sides = (pair + "|").split("\\|", -1);
                          // The call and its traits are two levels themselves.
                          return json(
                              levels + " times " + pair,
                              takenIf(closed && levels * each <= 98),
                              id ->
                                  withTrait(
                                      id,
                                      sides[0].repeat(Math.min(levels, 60_000))
                                          + "1"
                                          + sides[1].repeat(Math.min(levels, 60_000))));
                        }));
  }

  private static Stream<HostileCase> fields() {
    return FIELDS.stream()
        .flatMap(
            field ->
                VALUES.stream()
                    .map(
                        value ->
                            json(
                                field + " is " + value,
                                DOCUMENTED,
                                id ->
                                    identify(id)
                                        .replace("}", ",\"" + field + "\":" + value + "}"))));
  }
}
